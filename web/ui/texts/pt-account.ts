import type { AccountTexts } from './en-account.ts'
import type { Formats } from './formats.ts'

export function portugueseAccount({ plural }: Formats): AccountTexts {
  return {
    title: 'Conta',
    signedIn: 'Conectado pelo AniList',
    yourListShort: 'Sua lista',
    signIn: 'Entrar com o AniList',
    signInAgain: 'Entrar de novo',
    signOut: 'Sair',
    signedOut: 'Você saiu.',
    signOutFailed:
      'Nosso servidor não pôde ser avisado, então você continua conectado. Tente de novo daqui a pouco.',
    cancel: 'Cancelar',
    home: 'Ir para o início',
    tryAgainIn: (time) => `Tente de novo em ${time}.`,
    tryAgainNow: 'Tente de novo.',

    greeting: (name) => `Você entrou como ${name}`,
    greetingText: 'O AniList diz que é você.',
    thatIsMe: 'Sou eu',
    notYou: 'Não é você?',
    notYouTitle: 'Entrar como outra pessoa',
    notYouText: (name) =>
      `Quem decide quem você é é o AniList: vale quem está conectado lá, neste navegador. Isto encerra aqui a sessão de ${name} e pergunta de novo ao AniList.`,
    notYouHint:
      'Se o AniList trouxer a mesma pessoa de volta, <anilist>saia do AniList</anilist> primeiro e volte aqui.',
    stay: (name) => `Continuar como ${name}`,
    change: 'Sair e escolher de novo',

    ended: 'Sua sessão terminou em outro lugar',
    endedText:
      'Ela foi encerrada em outro aparelho, ou ficou tempo demais sem uso. Nada se perdeu: entre de novo para continuar.',
    signInFailed: 'Ninguém entrou',
    signInFailedText: 'O AniList falhou durante a entrada. Tente de novo em alguns minutos.',
    signInFailures: {
      'sign-in-denied': 'Você não permitiu o acesso no AniList. Listas públicas podem ser vistas sem ele.',
      'sign-in-expired': 'Essa entrada começou há tempo demais, ou em outro navegador. Comece de novo.',
      'sign-in-code-refused':
        'O AniList não conhece mais essa entrada: ela vale uma vez, por alguns minutos. Comece de novo.',
      'sign-in-refused':
        'O AniList não conhece esta instância. Quem a mantém precisa conferir o cliente do AniList.',
      'sign-in-unavailable': 'Esta instância não está preparada para entradas.',
      'rate-limited': 'Vieram tantas entradas daqui que precisamos de uma pausa. Tente de novo em um minuto.',
    },

    since: (day) => `Aqui desde ${day}`,
    profile: 'Seu perfil no AniList',
    access: 'Acesso ao AniList',
    accessText:
      'É o que nos deixa ler seus registros privados e adicionar títulos quando você pede. O AniList o dá por um ano; nós o guardamos cifrado.',
    given: 'Dado em',
    ends: 'Termina em',
    dayAndTime: (day, time) => `${day}, ${time}`,
    renew: 'Renovar',
    connectAgain: 'Entrar com o AniList de novo',
    expired: 'O AniList pede que você entre de novo',
    expiredText: 'Ele não aceita mais o acesso que deu. Até lá, você vê o que todos veem.',
    expiresSoon: 'Seu acesso ao AniList termina em breve',
    expiresSoonText: (time) => `Ele termina ${time}. Entrar de novo dá mais um ano.`,
    disconnected: 'Você retirou o acesso',
    disconnectedText: 'Você vê o que todos veem. Entre de novo para devolvê-lo.',
    disconnect: 'Desconectar do AniList',
    disconnectTitle: 'Desconectar do AniList?',
    disconnectPoints: [
      'Seu token do AniList é apagado aqui, junto com a chave que o cifrava.',
      'Registros privados deixam de contar, e nada mais pode ser adicionado à sua lista por aqui.',
      'Você continua conectado, e o que ignorou permanece. Entrar de novo devolve o acesso.',
      'No AniList, o próprio acesso pode ser encerrado em Settings, Apps.',
    ],
    disconnectDone: 'Seu token do AniList foi apagado.',

    sessions: 'Onde você está conectado',
    sessionsText: 'Se não reconhecer alguma, encerre-a.',
    thisDevice: 'Este aqui',
    device: (label) => (label === 'Unknown device' ? 'Aparelho desconhecido' : label.replace(' on ', ' no ')),
    sessionFacts: (day, used) => `Desde ${day} · ${used}`,
    usedNow: 'em uso agora',
    used: (ago) => `em uso ${ago}`,
    endSession: (device) => `Sair, ${device}`,
    ending: 'Saindo',
    endOthers: 'Sair em todos os outros lugares',
    sessionsEnded: (count) => plural(count, { one: 'Você saiu de lá.', other: 'Você saiu de # lugares.' }),

    data: 'Seus dados',
    dataText:
      'Tudo o que guardamos sobre você, em um arquivo: conta, sessões, o que ignorou e adicionou, e o registro de auditoria.',
    download: 'Baixar em JSON',

    delete: 'Apagar sua conta',
    deleteText: 'Na hora e para sempre. Sua lista no AniList fica como está.',
    deleteButton: 'Apagar conta',
    deleteTitle: 'Apagar sua conta?',
    goes: 'Isto some, na hora:',
    goesPoints: [
      'seu token do AniList, e a chave que o cifrava',
      'todas as sessões: você sai em todos os lugares',
      'o que você ignorou e adiou',
      'o registro do que adicionou por aqui, e com ele o modo de desfazer',
    ],
    stays: 'Isto fica:',
    staysPoints: [
      'sua lista no AniList, com tudo o que você adicionou a ela',
      'entradas do registro de auditoria, sob um número que já não leva a ninguém',
    ],
    typeName: (name) => `Digite ${name} para confirmar`,
    deleteForever: 'Apagar para sempre',
    deleted: 'Sua conta foi apagada',
    deletedText: 'Nada dela ficou aqui. No AniList, o próprio acesso pode ser encerrado em Settings, Apps.',

    signedOutTitle: 'Você não está conectado',
    signedOutText:
      'Ao entrar, você vê aqui o que guardamos sobre você, onde está conectado, e como levar tudo ou apagar.',
    noSignInText: 'Ninguém pode entrar nesta instância: ela não guarda nada de ninguém.',
  }
}
