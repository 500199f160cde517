import type { SettingsTexts } from './en-settings.ts'

export function portugueseSettings(): SettingsTexts {
  return {
    all: 'Todas as configurações',
    text: 'Salvas neste aparelho. As alterações valem na hora.',
    looks: 'Aparência',
    titles: 'Títulos e notas',
    scores: 'Notas',
    scoresAsAniList: 'Igual ao AniList',
    scoreFormats: {
      POINT_100: '100 pontos',
      POINT_10_DECIMAL: '10 pontos com decimal',
      POINT_10: '10 pontos',
      POINT_5: '5 estrelas',
      POINT_3: '3 carinhas',
    },
    adult: 'Conteúdo adulto',
    adultAsAniList: 'Igual ao AniList',
    adultShow: 'Mostrar',
    adultHide: 'Ocultar',
    scanText: 'Seu padrão para todas as buscas. Ele vai junto no link quando você compartilha.',
    memory: 'Histórico',
    memoryText:
      'Guardado neste aparelho: até 6 usuários e 6 resultados recentes, para você ver mesmo sem conexão.',
    forget: 'Limpar histórico',
    forgotten: 'Histórico limpo.',
    account: 'Gerencie suas sessões, o acesso ao AniList e seus dados na página da sua conta.',
  }
}
