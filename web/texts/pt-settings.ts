import type { SettingsTexts } from './en-settings.ts'

export function portugueseSettings(): SettingsTexts {
  return {
    all: 'Todas as configurações',
    text: 'Ficam só neste aparelho e valem na hora.',
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
      'Vale onde o endereço não diz nada a respeito. O que você encontra ainda pode ser compartilhado: o endereço passa a dizê-lo.',
    memory: 'O que este aparelho lembra',
    memoryText:
      'Os últimos nomes que você procurou e os últimos resultados, para quando o AniList ou a rede não responderem.',
    forget: 'Esquecer nomes e resultados',
    forgotten: 'Nomes e resultados foram esquecidos.',
    account: 'Sessões, o acesso ao AniList e seus dados estão na página da sua conta.',
  }
}
