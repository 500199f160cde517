import type { AccountTexts } from './en-account.ts'
import type { Formats } from './formats.ts'

export function portugueseAccount({ plural }: Formats): AccountTexts {
  return {
    title: 'Conta',
    signedIn: 'Conectado com o AniList',
    yourListShort: 'O que falta na minha lista',
    signIn: 'Entrar com o AniList',
    signInAgain: 'Entrar de novo',
    signOut: 'Sair',
    signedOut: 'Você saiu.',
    signOutFailed:
      'Não conseguimos falar com nosso servidor, então você continua conectado. Tente de novo daqui a pouco.',
    cancel: 'Cancelar',
    home: 'Ir para o início',
    tryAgainIn: (time) => `Tente de novo em ${time}.`,
    tryAgainNow: 'Tente de novo.',

    greeting: (name) => `Você entrou como ${name}`,
    greetingText: 'É a conta que está conectada ao AniList neste navegador.',
    thatIsMe: 'Sou eu',
    notYou: 'Não é você?',
    notYouTitle: 'Entrar com outra conta',
    notYouText: (name) =>
      `Você entra com a conta que está conectada ao AniList neste navegador. Vamos encerrar a sessão de ${name} aqui e perguntar de novo ao AniList.`,
    notYouHint:
      'Se a mesma conta aparecer de novo, <anilist>saia do AniList</anilist> primeiro e volte aqui.',
    stay: (name) => `Continuar como ${name}`,
    change: 'Trocar de conta',

    ended: 'Sua sessão foi encerrada',
    endedText:
      'Você saiu por outro aparelho ou ficou muito tempo sem usar. Nada se perdeu: entre de novo para continuar.',
    signInFailed: 'Não foi possível entrar',
    signInFailedText: 'O AniList teve um problema durante o login. Tente de novo em alguns minutos.',
    signInFailures: {
      'sign-in-denied': 'Você não autorizou o acesso no AniList. Mesmo assim, dá para ver listas públicas.',
      'sign-in-expired': 'Esse login expirou ou foi iniciado em outro navegador. Tente de novo.',
      'sign-in-code-refused': 'Esse link de login expirou. Tente de novo.',
      'sign-in-refused':
        'O AniList não reconhece este servidor. Quem o administra precisa conferir a configuração do cliente do AniList.',
      'sign-in-unavailable': 'O login não está configurado neste servidor.',
      'rate-limited': 'Muitas tentativas de login. Tente de novo em um minuto.',
    },

    since: (day) => `Membro desde ${day}`,
    profile: 'Seu perfil no AniList',
    access: 'Acesso ao AniList',
    accessText:
      'Permite ler seus itens privados e adicionar títulos quando você pede. Vale por um ano e fica guardado com criptografia.',
    given: 'Concedido em',
    ends: 'Expira em',
    dayAndTime: (day, time) => `${day}, ${time}`,
    renew: 'Renovar',
    connectAgain: 'Entrar com o AniList de novo',
    expired: 'Entre de novo',
    expiredText: 'Seu acesso expirou. Até entrar de novo, você só verá itens públicos.',
    expiresSoon: 'Seu acesso ao AniList expira em breve',
    expiresSoonText: (time) => `Ele expira ${time}. Entre de novo para renová-lo por um ano.`,
    disconnected: 'AniList desconectado',
    disconnectedText: 'Você só verá itens públicos até entrar de novo.',
    disconnect: 'Desconectar o AniList',
    disconnectTitle: 'Desconectar o AniList?',
    disconnectPoints: [
      'Apagamos seu token do AniList e a chave que o protege.',
      'Deixamos de ver seus itens privados e de adicionar títulos à sua lista.',
      'Você continua conectado e mantém seus títulos ignorados. Entre de novo para reconectar.',
      'Para revogar o acesso também no AniList, vá em Settings > Apps no site deles.',
    ],
    disconnectDone: 'Token do AniList apagado.',

    sessions: 'Onde você está conectado',
    sessionsText: 'Não reconhece algum aparelho? Saia da conta nele.',
    thisDevice: 'Este aparelho',
    device: (label) => (label === 'Unknown device' ? 'Aparelho desconhecido' : label.replace(' on ', ' no ')),
    sessionFacts: (day, used) => `Conectado em ${day} · ${used}`,
    usedNow: 'ativo agora',
    used: (ago) => `ativo ${ago}`,
    endSession: (device) => `Sair de ${device}`,
    ending: 'Saindo…',
    endOthers: 'Sair de todos os outros aparelhos',
    sessionsEnded: (count) =>
      plural(count, { one: 'Você saiu daquele aparelho.', other: 'Você saiu de # aparelhos.' }),

    data: 'Seus dados',
    dataText:
      'Tudo o que guardamos sobre você, em um só arquivo: conta, sessões, títulos ignorados, títulos adicionados nos últimos 7 dias e o registro de auditoria.',
    download: 'Baixar como JSON',

    delete: 'Excluir sua conta',
    deleteText: 'Imediato e permanente. Sua lista no AniList não é alterada.',
    deleteButton: 'Excluir conta',
    deleteTitle: 'Excluir sua conta?',
    goes: 'Excluídos na hora:',
    goesPoints: [
      'seu token do AniList e a chave que o protege',
      'todas as suas sessões: você sai da conta em todos os aparelhos',
      'seus títulos ignorados e adiados',
      'o registro do que você adicionou por aqui, então não dá mais para desfazer',
    ],
    stays: 'Mantidos:',
    staysPoints: [
      'sua lista no AniList, com tudo o que você adicionou a ela',
      'entradas do registro de auditoria, sob um número que não identifica mais você',
    ],
    typeName: (name) => `Digite ${name} para confirmar`,
    deleteForever: 'Excluir permanentemente',
    deleted: 'Sua conta foi excluída',
    deletedText: 'Para revogar nosso acesso também no AniList, vá em Settings > Apps no site deles.',

    signedOutTitle: 'Você não está conectado',
    signedOutText:
      'Entre para ver o que guardamos sobre você, gerenciar suas sessões e exportar ou excluir seus dados.',
    noSignInText: 'O login está desativado neste servidor, então ele não guarda dados de contas.',
  }
}
