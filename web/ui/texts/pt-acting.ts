import type { ActingTexts } from './en-acting.ts'
import type { Formats } from './formats.ts'

export function portugueseActing({ plural, number }: Formats): ActingTexts {
  return {
    nothingLeft: (name) => `Não falta mais nada a <name>${name}</name>`,
    titles: (count) => plural(count, { one: '# título', other: '# títulos' }),
    add: (title) => `Adicionar ${title} aos planejados`,
    isListed: (title) => `${title} agora está na lista`,
    addPlanning: 'Adicionar aos planejados',
    addToOwn: 'Adicionar aos seus planejados',
    planned: 'Nos planejados',
    addShort: (count) => `Adicionar ${number(count)}`,
    addCount: (count) =>
      count === 0 ? 'Adicionar aos planejados' : `Adicionar ${number(count)} aos planejados`,
    addOf: (count, franchise) => `Adicionar ${number(count)} de ${franchise} aos planejados`,
    addAll: (count) => `Adicionar todos os ${number(count)}`,
    addThese: (count) => `Adicionar estes ${number(count)}`,
    statuses: {
      PLANNING: 'Planejado',
      CURRENT: 'Assistindo',
      COMPLETED: 'Completo',
      PAUSED: 'Pausado',
      DROPPED: 'Abandonado',
      REPEATING: 'Reassistindo',
    },

    previewTitle: (count) => plural(count, { one: 'Adicionar # título', other: 'Adicionar # títulos' }),
    previewList: 'Títulos a adicionar',
    asStatus: 'Adicionar como',
    leftAlone: (count) =>
      plural(count, {
        one: '# título dela já está na sua lista e fica como está.',
        other: '# títulos dela já estão na sua lista e ficam como estão.',
      }),
    carefully:
      'Olhamos a sua lista antes: o que já estiver nela, inclusive entradas ocultas e privadas, fica como está.',
    addTo: (count, status) => `Adicionar ${number(count)} como ${status}`,
    cancel: 'Cancelar',

    addingTitle: (count) => plural(count, { one: 'Adicionando # título', other: 'Adicionando # títulos' }),
    progress: (done, all) => `${number(done)} de ${number(all)} prontos`,
    background: 'Continuar em segundo plano',
    stop: 'Parar e desfazer',
    outcomeTitle: (added) =>
      added === 0
        ? 'Nada foi adicionado'
        : plural(added, { one: '# título adicionado', other: '# títulos adicionados' }),
    summary: ({ added, alreadyListed, failed }) =>
      [
        plural(added, { one: '# adicionado', other: '# adicionados' }),
        alreadyListed > 0 && plural(alreadyListed, { one: '# já estava lá', other: '# já estavam lá' }),
        failed > 0 && plural(failed, { one: '# falhou', other: '# falharam' }),
      ]
        .filter(Boolean)
        .join(', '),
    failedList: 'Não adicionados',
    alreadyList: 'Já na sua lista, como estavam',
    addedList: (status) => `Adicionados como ${status}`,
    seen: (episodes) => plural(episodes, { one: '# episódio visto', other: '# episódios vistos' }),
    private: 'privado',
    retryFailed: (count) => plural(count, { one: 'Tentar de novo', other: 'Tentar estes # de novo' }),
    done: 'Pronto',
    show: 'Mostrar',
    retry: 'Tentar de novo',
    undo: 'Desfazer',
    signIn: 'Entrar',

    added: (title, status) => `Adicionado como ${status}: ${title}`,
    alreadyListed: (title, status) => `${title} já está na sua lista, como ${status}. Ficou como estava.`,
    failed: (title, reason) => `${title} não foi adicionado. ${reason}`,
    undoneOne: (title) => `${title} saiu da sua lista de novo`,
    undone: (removed, kept, failed) =>
      [
        plural(removed, {
          one: '# título saiu da sua lista de novo',
          other: '# títulos saíram da sua lista de novo',
        }),
        kept > 0 &&
          plural(kept, {
            one: '# foi alterado desde então e fica',
            other: '# foram alterados desde então e ficam',
          }),
        failed > 0 &&
          plural(failed, { one: '# não pôde ser desfeito', other: '# não puderam ser desfeitos' }),
      ]
        .filter(Boolean)
        .join('; '),
    undoFailed: (reason) => `Não foi desfeito. ${reason}`,
    nothingToUndo: 'Não há nada a desfazer.',
    nowhere: 'Vá primeiro a um título: j e k passam de um ao outro.',
    notMissing: 'Este não está faltando.',
    cannotAdd: 'Ninguém pode entrar aqui, então nada pode ser adicionado.',

    reasons: {
      gone: 'O AniList não tem mais esse anime.',
      raced: 'Alguém o adicionou no mesmo momento. Confira no AniList.',
      changed: 'Foi alterado desde então.',
      refused: 'O AniList se recusa a adicioná-lo.',
      tooLate: 'Isso faz tempo demais.',
      listBusy: 'Outra coisa está sendo gravada na sua lista. Tente de novo daqui a pouco.',
      disconnected: 'O seu acesso ao AniList terminou. Entre de novo.',
      signedOut: 'Você não está mais conectado.',
      ignoresFull: 'Você já ignora 5.000 títulos, o máximo. Restaure alguns primeiro.',
      additionsFull:
        'Você adicionou títulos demais em uma semana para que tudo possa ser desfeito. Tente de novo em alguns dias.',
      aniListDown: 'O AniList não responde. Tente mais tarde.',
      aniListBusy: 'A cota do AniList acabou. Tente de novo em um minuto.',
      tooMany: 'Foi um pouco rápido demais. Tente de novo em um minuto.',
      serverBusy: 'Há muito a fazer no momento. Tente de novo em um minuto.',
      offline: 'Você está sem conexão.',
      unreachable: 'O nosso servidor não respondeu. Tentar de novo não faz nada duas vezes.',
      other: 'Algo deu errado do nosso lado.',
    },

    ignore: 'Ignorar',
    ignoreTitle: 'Ignorar este título',
    ignoreTitles: (count) => `Ignorar estes ${number(count)}`,
    ignoreFranchise: 'Ignorar a franquia inteira',
    snooze: (days) => `Adiar por ${number(days)} dias`,
    snoozeFranchise: (days) => `Adiar a franquia por ${number(days)} dias`,
    snoozeUntil: (date) => `Adiar até ir ao ar, ${date}`,
    ignored: (name, isSnoozed) => (isSnoozed ? `Adiado: ${name}` : `Ignorado: ${name}`),
    notKept: (name, reason) => `${name}: não pôde ser guardado. ${reason}`,
    bringBack: 'Trazer de volta',
    bringBackTitle: (title) => `Trazer ${title} de volta`,
    bringBackAll: (count) => `Trazer todos os ${number(count)} de volta`,
    broughtBack: (name) => `De volta: ${name}`,
    ignoredId: (id) => `Título ${id} do AniList`,
    ignoredElsewhere: 'Nada leva até lá agora',
    ignoredFor: {
      ever: 'Ignorado',
      franchise: 'Com a franquia',
      until: (date) => `Até ${date}`,
    },
    more: (franchise) => `Mais para ${franchise}`,
    onDevice: (count) =>
      plural(count, {
        one: 'Você ignorou # título ou franquia neste aparelho antes de entrar.',
        other: 'Você ignorou # títulos e franquias neste aparelho antes de entrar.',
      }),
    move: 'Ignorar na sua conta',
    forget: 'Esquecer',
    moved: 'Guardado na sua conta a partir de agora',
    notMoved: (reason) => `Fica no aparelho por enquanto. ${reason}`,

    selectButton: 'Selecionar',
    selectTitles: 'Selecionar títulos',
    select: (title) => `Selecionar ${title}`,
    selectCount: (count) => plural(count, { one: 'Selecionar o que falta', other: 'Selecionar estes #' }),
    selectAll: (count) => `Selecionar os ${number(count)}`,
    selectNone: 'Limpar seleção',
    selection: 'Títulos selecionados',
    selected: (count) => plural(count, { one: '# selecionado', other: '# selecionados' }),
    stopSelecting: 'Parar de selecionar',

    signInTitle: 'Entre para adicionar títulos',
    signInText:
      'O AniList pergunta se podemos gravar na sua lista e manda você de volta para onde está. Só adicionamos: nada da sua lista é sobrescrito.',
    notNow: 'Agora não',
    elsewhere: (name) => `Esta é a lista de ${name}. O que você adicionar vai para a sua.`,
    elsewhereKeys: 'Esta não é a sua lista. Abra um título para adicioná-lo à sua.',
    toOwnList: 'O que falta na minha?',

    keys: {
      add: 'Adicionar aos planejados',
      ignore: 'Ignorar',
      select: 'Selecionar',
      undo: 'Desfazer o que você fez por último',
    },
  }
}
