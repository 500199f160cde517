import type { SettingsTexts } from './en-settings.ts'

export function portugueseSettings(): SettingsTexts {
  return {
    all: 'Todas as configurações',
    text: 'Ficam só neste aparelho. As mudanças valem na hora.',
    looks: 'Aparência',
    titles: 'Títulos e notas',
    scores: 'Notas',
    scoresAsAniList: 'Como no AniList',
    scoreFormats: {
      POINT_100: 'De 100',
      POINT_10_DECIMAL: 'De 10, com decimal',
      POINT_10: 'De 10',
      POINT_5: 'De 5, estrelas',
      POINT_3: 'De 3, carinhas',
    },
    adult: 'Títulos adultos',
    adultAsAniList: 'Como no AniList',
    adultShow: 'Mostrar',
    adultHide: 'Deixar de fora',
    scanText:
      'Usado onde um endereço não diz nada. O que você vê passa a constar do endereço, para poder compartilhar.',
    memory: 'O que este aparelho lembra',
    memoryText:
      'Os últimos nomes que você procurou e os últimos resultados, para quando o AniList ou a rede não responderem.',
    forget: 'Esquecer nomes e resultados',
    forgotten: 'Nomes e resultados foram esquecidos.',
    account: 'Sessões, o acesso ao AniList e seus dados estão na página da sua conta.',
  }
}
