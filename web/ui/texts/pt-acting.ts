import type { ActingTexts } from './en-acting.ts'
import type { Formats } from './formats.ts'

export function portugueseActing({ plural, number }: Formats): ActingTexts {
  return {
    nothingLeft: (name) => `<name>${name}</name> está em dia`,
    titles: (count) => plural(count, { one: '# título', other: '# títulos' }),
    add: (title) => `Adicionar ${title} aos planejados`,
    isListed: (title) => `${title} agora está na sua lista`,
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
    asStatus: 'Status na lista',
    leftAlone: (count) =>
      plural(count, {
        one: '# título já está na sua lista e não será alterado.',
        other: '# títulos já estão na sua lista e não serão alterados.',
      }),
    carefully:
      'Antes, verificamos sua lista. O que já estiver nela, inclusive itens ocultos e privados, não será alterado.',
    addTo: (count, status) => `Adicionar ${number(count)} como ${status}`,
    cancel: 'Cancelar',

    addingTitle: (count) => plural(count, { one: 'Adicionando # título', other: 'Adicionando # títulos' }),
    progress: (done, all) => `${number(done)} de ${number(all)} concluídos`,
    background: 'Continuar em segundo plano',
    stop: 'Parar e desfazer',
    outcomeTitle: (added) =>
      added === 0
        ? 'Nada foi adicionado'
        : plural(added, { one: '# título adicionado', other: '# títulos adicionados' }),
    summary: ({ added, alreadyListed, failed }) =>
      [
        plural(added, { one: '# adicionado', other: '# adicionados' }),
        alreadyListed > 0 &&
          plural(alreadyListed, { one: '# já estava na sua lista', other: '# já estavam na sua lista' }),
        failed > 0 && plural(failed, { one: '# falhou', other: '# falharam' }),
      ]
        .filter(Boolean)
        .join(', '),
    failedList: 'Não adicionados',
    alreadyList: 'Já estavam na sua lista',
    addedList: (status) => `Adicionados como ${status}`,
    seen: (episodes) => plural(episodes, { one: '# episódio assistido', other: '# episódios assistidos' }),
    private: 'privado',
    retryFailed: (count) => plural(count, { one: 'Tentar de novo', other: 'Tentar estes # de novo' }),
    done: 'Pronto',
    show: 'Mostrar',
    retry: 'Tentar de novo',
    undo: 'Desfazer',
    signIn: 'Entrar',

    added: (title, status) => `Adicionado como ${status}: ${title}`,
    alreadyListed: (title, status) => `${title} já está na sua lista como ${status}. Não alteramos nada.`,
    failed: (title, reason) => `Não foi possível adicionar ${title}. ${reason}`,
    undoneOne: (title) => `${title} foi removido da sua lista`,
    undone: (removed, kept, failed) =>
      [
        plural(removed, {
          one: '# título foi removido da sua lista',
          other: '# títulos foram removidos da sua lista',
        }),
        kept > 0 &&
          plural(kept, {
            one: '# foi mantido porque você o alterou depois',
            other: '# foram mantidos porque você os alterou depois',
          }),
        failed > 0 &&
          plural(failed, { one: '# não pôde ser removido', other: '# não puderam ser removidos' }),
      ]
        .filter(Boolean)
        .join('; '),
    undoFailed: (reason) => `Não foi possível desfazer. ${reason}`,
    nothingToUndo: 'Nada para desfazer.',
    nowhere: 'Selecione um título primeiro (j e k passam de um para o outro).',
    notMissing: 'Este título não está faltando.',
    cannotAdd: 'O login está desativado neste servidor, então não dá para adicionar títulos.',

    reasons: {
      gone: 'O AniList não tem mais esse anime.',
      raced: 'Ele acabou de ser adicionado em outro lugar. Confira no AniList.',
      changed: 'Você o alterou depois disso.',
      refused: 'O AniList não aceitou.',
      tooLate: 'Só é possível desfazer adições por 7 dias.',
      listBusy: 'Sua lista está sendo atualizada. Tente de novo daqui a pouco.',
      disconnected: 'Seu acesso ao AniList terminou. Entre de novo.',
      signedOut: 'Você não está mais conectado.',
      ignoresFull: 'Você atingiu o limite de 5.000 títulos ignorados. Restaure alguns primeiro.',
      additionsFull:
        'Você atingiu o limite de títulos que podemos desfazer em 7 dias. Tente de novo em alguns dias.',
      aniListDown: 'O AniList não está respondendo. Tente mais tarde.',
      aniListBusy: 'Limite de consultas do AniList atingido. Tente de novo em um minuto.',
      tooMany: 'Solicitações demais da sua rede. Tente de novo em um minuto.',
      serverBusy: 'Estamos sobrecarregados no momento. Tente de novo em um minuto.',
      offline: 'Você está sem conexão.',
      unreachable: 'Nosso servidor não respondeu. Pode tentar de novo: nada será duplicado.',
      other: 'Algo deu errado do nosso lado.',
    },

    ignore: 'Ignorar',
    ignoreTitle: 'Ignorar este título',
    ignoreTitles: (count) => `Ignorar estes ${number(count)}`,
    ignoreFranchise: 'Ignorar a franquia inteira',
    snooze: (days) => `Adiar por ${number(days)} dias`,
    snoozeFranchise: (days) => `Adiar a franquia por ${number(days)} dias`,
    snoozeUntil: (date) => `Adiar até ir ao ar (${date})`,
    ignored: (name, isSnoozed) => (isSnoozed ? `Adiado: ${name}` : `Ignorado: ${name}`),
    notKept: (name, reason) => `Não foi possível salvar a alteração em ${name}. ${reason}`,
    bringBack: 'Restaurar',
    bringBackTitle: (title) => `Restaurar ${title}`,
    bringBackAll: (count) => `Restaurar todos os ${number(count)}`,
    broughtBack: (name) => `Restaurado: ${name}`,
    ignoredId: (id) => `Título ${id} do AniList`,
    ignoredElsewhere: 'Não está mais nos seus resultados',
    ignoredFor: {
      ever: 'Ignorado',
      franchise: 'Franquia inteira',
      until: (date) => `Adiado até ${date}`,
    },
    more: (franchise) => `Mais ações para ${franchise}`,
    onDevice: (count) =>
      plural(count, {
        one: 'Você ignorou # título ou franquia neste aparelho antes de entrar.',
        other: 'Você ignorou # títulos e franquias neste aparelho antes de entrar.',
      }),
    move: 'Mover para sua conta',
    forget: 'Descartar',
    moved: 'Movido para sua conta',
    notMoved: (reason) => `Não foi possível mover para sua conta. ${reason}`,

    selectButton: 'Selecionar',
    selectTitles: 'Selecionar títulos',
    select: (title) => `Selecionar ${title}`,
    selectCount: (count) => plural(count, { one: 'Selecionar este título', other: 'Selecionar estes #' }),
    selectAll: (count) => `Selecionar os ${number(count)}`,
    selectNone: 'Limpar seleção',
    selection: 'Títulos selecionados',
    selected: (count) => plural(count, { one: '# selecionado', other: '# selecionados' }),
    stopSelecting: 'Parar de selecionar',

    signInTitle: 'Entre para adicionar títulos',
    signInText:
      'O AniList vai pedir permissão para editar sua lista e depois trazer você de volta para cá. Nós só adicionamos títulos.',
    notNow: 'Agora não',
    elsewhere: (name) => `Você está vendo a lista de ${name}. O que você adicionar vai para a sua.`,
    elsewhereKeys: 'Esta não é a sua lista. Abra um título para adicioná-lo à sua.',
    toOwnList: 'O que falta na minha lista',

    keys: {
      add: 'Adicionar aos planejados',
      ignore: 'Ignorar',
      select: 'Selecionar',
      undo: 'Desfazer última ação',
    },
  }
}
