import type { RelationKind } from '../../../src/core/relation.ts'
import type { Catalogue } from './language.tsx'

/** Every text in Brazilian Portuguese. */
export const portuguese: Catalogue = {
  page: {
    productName: 'Sequel Finder for AniList',
    shortName: 'Sequel Finder',
    pageTitle: (page) => `${page} · Sequel Finder for AniList`,

    shell: {
      skipToContent: 'Ir para o conteúdo',
      home: 'Sequel Finder, início',
      primary: 'Principal',
      settings: 'Configurações',
      titleLanguages: { english: 'Inglês', romaji: 'Romaji', native: 'Nativo' },
      signIn: 'Entrar',
      signInLong: 'Entrar com o AniList',
      unofficial: 'Não oficial. Sem afiliação ou endosso do AniList.',
      keys: 'Atalhos de teclado',
      api: 'API',
      close: 'Fechar',
      dismiss: 'Dispensar',
      loading: 'Carregando',
      pageOpened: (page) => `Página aberta: ${page}`,
    },

    account: {
      menu: (name) => `${name}, menu da conta`,
      yourList: 'O que falta na minha lista',
    },

    keys: {
      andThen: 'depois',
      help: 'Mostrar atalhos',
      home: 'Ir para o início',
      settings: 'Ir para as configurações',
      account: 'Ir para a sua conta',
      search: 'Buscar',
    },

    home: {
      question: 'O que você perdeu?',
      promise: 'Encontre todas as continuações que faltam na sua lista do AniList, até o fim de cada série.',
      field: 'Usuário do AniList',
      find: 'Buscar',
      nameInvalid:
        'Nomes de usuário só têm letras, números, - e _. O seu está no link do seu perfil: anilist.co/user/NOME',
      nameMissing: 'Digite seu usuário do AniList.',
      recent: 'Recentes',
      forget: (name) => `Remover ${name}`,
      demo: 'Esta é uma demonstração com usuários de exemplo. Experimente',
      demoSignIn: (name) => `Entrar como ${name}`,
      publicOnly: 'Funciona com qualquer lista pública. A sua é privada? Entre.',
      publicOnlyWithoutSignIn:
        'Sua lista precisa ser pública. Não é preciso ter conta, e os últimos resultados ficam só neste aparelho.',
      points: [
        {
          title: 'Nada escapa',
          text: 'Seguimos cada série até o fim: a temporada depois do filme depois do especial.',
        },
        {
          title: 'Rápido',
          text: 'Milhares de títulos verificados em segundos, com poucas consultas ao AniList.',
        },
        {
          title: 'Nada escondido',
          text: 'Tudo o que um filtro deixa de fora é contado e fica a um toque de distância.',
        },
      ],
    },

    notFound: {
      title: 'Página não encontrada',
      text: 'O link pode ser antigo ou estar errado.',
      home: 'Ir para o início',
    },

    crash: {
      title: 'Algo deu errado',
      text: 'Recarregar costuma resolver. Sua lista no AniList não foi alterada.',
      reload: 'Recarregar',
      details: 'Detalhes do erro',
    },
  },

  more: {
    results: ({ plural, number, list }) => ({
      media: {
        formats: {
          TV: 'TV',
          TV_SHORT: 'Série curta',
          MOVIE: 'Filme',
          SPECIAL: 'Especial',
          OVA: 'OVA',
          ONA: 'ONA',
          MUSIC: 'Música',
          MANGA: 'Mangá',
          NOVEL: 'Light novel',
          ONE_SHOT: 'One-shot',
          NONE: 'Desconhecido',
        },
        genres: {
          Action: 'Ação',
          Adventure: 'Aventura',
          Comedy: 'Comédia',
          Fantasy: 'Fantasia',
          Horror: 'Terror',
          Music: 'Música',
          Mystery: 'Mistério',
          Psychological: 'Psicológico',
          Sports: 'Esportes',
          Supernatural: 'Sobrenatural',
          'Sci-Fi': 'Ficção científica',
          'Slice of Life': 'Cotidiano',
          'Mahou Shoujo': 'Garotas mágicas',
          Thriller: 'Suspense',
        },
        relations: {
          SEQUEL: 'Continuação',
          PREQUEL: 'Prequela',
          PARENT: 'História principal',
          SIDE_STORY: 'História paralela',
          SUMMARY: 'Recapitulação',
          ALTERNATIVE: 'Versão alternativa',
          SPIN_OFF: 'Spin-off',
          COMPILATION: 'Compilação',
          CONTAINS: 'Incluído em',
          ADAPTATION: 'Adaptação',
          SOURCE: 'Obra original',
          CHARACTER: 'Personagem em comum',
          OTHER: 'Outra',
        },
        states: {
          watched: 'Assistido',
          watching: 'Assistindo',
          planned: 'Planejado',
          paused: 'Pausado',
          dropped: 'Abandonado',
          missing: 'Faltando',
          airing: 'Faltando · em exibição',
          announced: 'Faltando · anunciado',
          hidden: 'Oculto',
          unlisted: 'Fora da sua lista',
        },
        episodes: (count) => `${number(count)} ep.`,
        episodesLong: (count) => plural(count, { one: '# episódio', other: '# episódios' }),
        nextEpisode: (episode, time) => `Ep. ${number(episode)} em ${time}`,
        nextEpisodeSoon: (episode) => `Ep. ${number(episode)} vai ao ar`,
        airing: 'Em exibição',
        announced: 'Anunciado',
        from: (date) => `Em ${date}`,
        score: (score) => `${number(score)}%`,
        scoreOf: (score, most) => `${number(score)}/${number(most)}`,
        scoreLong: (score) => `Nota ${score} no AniList`,
        unknownYear: 'Desconhecido',
        steps: (count) => `+${number(count)}`,
        stepsLong: (count) => (count === 1 ? 'Próximo' : `${number(count)} à frente`),
      },

      results: {
        title: (name) => `O que falta na lista de ${name}`,
        sentence: (name, titles, franchises, areSequels) =>
          `${titles === 1 ? 'Falta' : 'Faltam'} <titles>${plural(titles, areSequels ? { one: '# continuação', other: '# continuações' } : { one: '# título', other: '# títulos' })}</titles>, de <franchises>${plural(franchises, { one: '# franquia', other: '# franquias' })}</franchises>, na lista de <name>${name}</name>`,
        shown: (count, all) => `Mostrando ${number(count)} de ${number(all)}`,
        out: (count) => plural(count, { one: '# disponível', other: '# disponíveis' }),
        airing: (count) => `${number(count)} em exibição`,
        announced: (count) => plural(count, { one: '# anunciado', other: '# anunciados' }),
        toCatchUp: (time) => `${time} para ficar em dia`,
        done: (missing) =>
          missing === 0
            ? 'Busca concluída. Não falta nada.'
            : `Busca concluída. ${plural(missing, { one: 'Falta # título.', other: 'Faltam # títulos.' })}`,
        scanned: (ago) => `Atualizado ${ago}`,
        scannedNow: 'Atualizado agora mesmo',
        scanAgain: 'Atualizar',
        results: 'Títulos que faltam',
        completion: (watched, total, begun = 0) =>
          `${number(watched)} de ${number(total)} vistos${begun > 0 ? `, ${number(begun)} iniciado${begun > 1 ? 's' : ''}` : ''}`,
        timeLeft: (time) => `${time} para ver`,
        sideStories: 'Histórias paralelas e extras',
        line: (title) => `${title}, na ordem para assistir`,
        manyTitle: 'É bastante coisa. Por onde você quer começar?',
        manyNext: 'Só o próximo de cada série',
        manyShort: 'Mais curtos primeiro',
        manyBest: 'Mais bem avaliados primeiro',
        manyMine: 'Seus favoritos primeiro',
      },

      filters: {
        search: 'Buscar títulos',
        filters: 'Filtros',
        filtersActive: (count) => plural(count, { one: '# filtro', other: '# filtros' }),
        show: 'Disponibilidade',
        format: 'Formato',
        distance: 'Quantos à frente',
        year: 'Ano',
        genre: 'Gênero',
        kind: 'Relação',
        mine: 'Sua nota',
        score: 'Nota',
        clear: 'Limpar',
        clearAll: 'Limpar todos os filtros',
        done: (count) => plural(count, { one: 'Mostrar # título', other: 'Mostrar # títulos' }),
        remove: (filter) => `Remover filtro: ${filter}`,
        statuses: { out: 'Disponíveis', airing: 'Em exibição', announced: 'Anunciados' },
        distances: { 1: 'Próximo', 2: '2 à frente', 3: '3 ou mais à frente' },
        atLeast: (score) => `${score} ou mais`,
        none: 'Nenhum título corresponde aos filtros.',
        noneHint: 'Remova um deles ou limpe todos.',
        sort: 'Ordenar por',
        sorts: {
          ready: 'Disponíveis primeiro',
          title: 'Título',
          missing: 'Mais títulos faltando',
          shortest: 'Mais curtos',
          score: 'Mais bem avaliados',
          mine: 'Sua nota',
          newest: 'Mais recentes',
          next: 'Próximos a ir ao ar',
        },
        view: 'Visualização',
        views: { rails: 'Linha do tempo', grid: 'Grade', list: 'Lista', gallery: 'Galeria' },
        grouped: 'Agrupar por franquia',
      },

      orders: {
        label: 'Ordem para assistir',
        forOne: (franchise) => `Ordem para assistir ${franchise}`,
        names: { release: 'Ordem de lançamento', story: 'Ordem da história', essential: 'Só o essencial' },
        why: {
          release: 'Por data de lançamento, como a maioria dos fãs recomenda.',
          story: 'Na ordem da história: prequelas primeiro, histórias paralelas no lugar delas.',
          essential: 'Por data de lançamento, sem recapitulações nem versões alternativas.',
        },
      },

      scanOptions: {
        title: 'Opções de busca',
        short: 'Opções',
        relations: 'Incluir também',
        depth: 'Até onde seguir cada série',
        depths: {
          all: 'Até o fim',
          1: 'Só o próximo título',
          2: 'Próximos 2 títulos',
          3: 'Próximos 3 títulos',
        },
        include: 'Mostrar também',
        adult: 'Conteúdo adulto',
        music: 'Videoclipes',
        chains: 'Onde começar e parar',
        throughDropped: 'Continuar depois de títulos abandonados',
        fromPlanned: 'Começar também pelos planejados e pausados',
        apply: 'Atualizar resultados',
        reset: 'Só continuações',
      },

      hidden: {
        label: 'Ocultos:',
        rules: {
          music: (count) => plural(count, { one: '# videoclipe', other: '# videoclipes' }),
          adult: (count) => `${number(count)} com conteúdo adulto`,
          cancelled: (count) => plural(count, { one: '# cancelado', other: '# cancelados' }),
          dropped: (count) => `${number(count)} depois de títulos abandonados`,
          ignored: (count) => plural(count, { one: '# ignorado', other: '# ignorados' }),
          recap: (count) => plural(count, { one: '# recapitulação', other: '# recapitulações' }),
          alternative: (count) =>
            plural(count, { one: '# versão alternativa', other: '# versões alternativas' }),
        },
        ignoredAndSnoozed: (ignored, snoozed) =>
          [
            ignored > 0 && plural(ignored, { one: '# ignorado', other: '# ignorados' }),
            plural(snoozed, { one: '# adiado', other: '# adiados' }),
          ]
            .filter(Boolean)
            .join(', '),
        titles: {
          music: 'Videoclipes',
          adult: 'Conteúdo adulto',
          cancelled: 'Títulos cancelados',
          dropped: 'Depois de um título abandonado',
          ignored: 'Títulos ignorados e adiados',
          recap: 'Recapitulações',
          alternative: 'Versões alternativas',
        },
        why: {
          music: 'Videoclipes ligados a estas séries. A maioria das pessoas não os considera continuações.',
          adult: 'Títulos adultos ligados a estas séries. Só aparecem se você pedir.',
          cancelled: 'Foram cancelados e não serão lançados.',
          dropped: 'Paramos nos títulos que foram abandonados. Estes vêm logo depois de um deles.',
          ignored: 'Você escolheu ignorar ou adiar estes títulos.',
          recap:
            'Resumem outros títulos. Só aparecem depois que eles forem assistidos, e nunca na ordem Essencial.',
          alternative: 'Recontam outros títulos, por isso a ordem Essencial os deixa de fora.',
        },
        include: {
          music: 'Incluir videoclipes',
          adult: 'Incluir conteúdo adulto',
          dropped: 'Incluir estes títulos',
        },
        none: 'Não há mais nada aqui.',
        back: 'Voltar aos resultados',
      },

      progress: {
        title: (name) => `Verificando a lista de ${name}`,
        reading: 'Carregando a lista',
        following: 'Procurando títulos que faltam',
        queued: (place, time) =>
          `Você é o número ${number(place)} da fila.${time === undefined ? '' : ` Sua busca começa em cerca de ${time}.`}`,
        waiting: (time) => `O AniList limita nossas consultas. Continuamos automaticamente em ${time}.`,
        entries: (count) => plural(count, { one: '# título na lista', other: '# títulos na lista' }),
        found: (count) => plural(count, { one: 'falta # até agora', other: 'faltam # até agora' }),
        requests: (count) => plural(count, { one: '# consulta', other: '# consultas' }),
      },

      none: {
        title: 'Tudo em dia',
        text: (name, watched, areSequels) =>
          `${name} assistiu a ${plural(watched, { one: '# título', other: '# títulos' })}, e não falta ${areSequels ? 'nenhuma continuação' : 'nenhum título relacionado'}.`,
        emptyTitle: 'Nada na lista ainda',
        empty: (name) =>
          `A lista de ${name} está vazia. Adicione algo que você já assistiu e encontraremos as continuações.`,
        noneWatchedTitle: 'Nada assistido ainda',
        noneWatched: (name) => `${name} ainda não assistiu a nada. Podemos começar pelos títulos planejados.`,
        fromPlanned: 'Começar pelos planejados',
        upcoming: 'Em breve',
        more: 'Incluir histórias paralelas e spin-offs',
      },

      franchise: {
        mapOf: (title) => `Mapa de ${title}`,
        watchOrder: 'Ordem para assistir',
        next: 'A seguir',
        nextLong: 'Próximo a assistir',
        watchNext: (title) => `A seguir: ${title}`,
        resume: 'Continuar',
        resumeLong: 'Continuar assistindo',
        resumeTitle: (title) => `Continuar: ${title}`,
        relationTo: (kind, title) => `${relationsTo[kind]} ${title}`,
        years: (first, last) => `${first} a ${last}`,
        legend: 'Legenda',
        lines: {
          chain: 'Continuações',
          side: 'Histórias paralelas e extras',
          back: 'Recapitulações e versões alternativas',
        },
        zoom: 'Zoom',
        zooms: { overview: 'Visão geral', titles: 'Nomes', posters: 'Pôsteres' },
        hint: 'Aponte para um título ou uma linha para ver o que significa. As setas percorrem o mapa; Home e End vão para o primeiro e o último título.',
        yearsLater: (count) => plural(count, { one: '# ano depois', other: '# anos depois' }),
        yearsEarlier: (count) => plural(count, { one: 'Lançado # ano antes', other: 'Lançado # anos antes' }),
        also: (relations) => `Também: ${list(relations)}`,
        save: 'Salvar o mapa',
        saveAs: { svg: 'Salvar como SVG', png: 'Salvar como PNG' },
        complete: 'Não falta nada aqui',
        completeText: (name) =>
          `Não falta nenhum título desta franquia na lista de ${name} (ou o link está errado).`,
      },

      details: {
        synopsis: 'Sinopse',
        franchise: 'Ver franquia',
        unknown: 'Título não encontrado',
        unknownText: 'Ele pode já estar na lista, ou o link está errado.',
        state: 'Status na lista',
        notAdded: 'Não adicionado',
        status: 'Status de exibição',
        statuses: {
          FINISHED: 'Finalizado',
          RELEASING: 'Em exibição',
          NOT_YET_RELEASED: 'Ainda não lançado',
          CANCELLED: 'Cancelado',
          HIATUS: 'Em hiato',
        },
        dates: 'Lançamento',
        airsFrom: 'Estreia',
        dateRange: (start, end) => `${start} a ${end}`,
        episodes: 'Episódios',
        each: (time) => `${time} cada`,
        duration: 'Duração',
        length: 'Duração total',
        nextAiring: 'Próximo episódio',
        seen: 'Progresso',
        seenOf: (seen, all) => `${number(seen)} de ${number(all)}`,
        genres: 'Gêneros',
        studios: 'Estúdios',
        why: 'Por que você está vendo isto',
        whyText: (distance) =>
          distance === 1
            ? 'Vem logo depois de algo que você assistiu:'
            : `Vem ${number(distance)} títulos depois de algo que você assistiu:`,
        relations: 'Relações',
      },

      problems: {
        notFound: (name) => `Nenhum usuário “${name}” no AniList`,
        notFoundText:
          'Confira a grafia. Seu nome de usuário está no link do seu perfil: anilist.co/user/NOME',
        near: 'Você quis dizer',
        private: (name) => `A lista de ${name} é privada`,
        privateText:
          'Só o dono da lista pode vê-la. Se for você, entre ou torne seu perfil público nas configurações do AniList.',
        privateTextWithoutSignIn:
          'Só o dono da lista pode vê-la. Se for você, torne seu perfil público temporariamente nas configurações do AniList.',
        aniListDown: 'O AniList não está respondendo',
        aniListDownText: 'O problema não é com você nem conosco. Guardamos o que já encontramos.',
        aniListBusy: 'Limite de consultas do AniList atingido',
        aniListBusyText: 'Continuamos automaticamente.',
        tooMany: 'Muitas solicitações. Aguarde um instante',
        tooManyText: 'Sua rede fez solicitações demais. Tentaremos de novo automaticamente.',
        busy: 'Estamos sobrecarregados no momento',
        busyText: 'Muita gente está verificando suas listas. Tentaremos de novo automaticamente.',
        tooLong: 'A busca demorou demais',
        tooLongText: 'Guardamos o que encontramos e podemos continuar de onde paramos.',
        tooLarge: 'A resposta do AniList foi grande demais',
        tooLargeText: 'Não conseguimos ler tudo. Tentar de novo pode ajudar.',
        database: 'Nosso banco de dados não está respondendo',
        databaseText: 'Sua lista no AniList não foi afetada. Tentaremos de novo automaticamente.',
        restarting: 'Nosso servidor está reiniciando',
        restartingText: 'Continuamos automaticamente.',
        offline: 'Você está sem conexão',
        offlineText: 'Continuamos assim que a conexão voltar.',
        unreachable: 'Nosso servidor não está respondendo',
        unreachableText: 'Talvez esteja reiniciando. Tentaremos de novo automaticamente.',
        other: 'Algo deu errado',
        requestId: (id) => `Vai relatar o problema? Informe o código da solicitação: ${id}.`,
        retry: 'Tentar de novo',
        goOn: 'Continuar',
        retryNow: 'Tentar agora',
        againIn: (time) => `Nova tentativa em ${time}`,
        tryAgainIn: (time) => `Tente de novo em ${time}.`,
        tryAgainNow: 'Tente de novo.',
        otherName: 'Tentar outro usuário',
        // "há 7 dias" becomes "de 7 dias atrás".
        old: (ago = 'há menos de um minuto') => `Resultado de ${ago.replace(/^há (.+)/, '$1 atrás')}.`,
        incomplete: 'O AniList falhou no meio da busca, então podem faltar títulos aqui.',
      },

      counts: {
        titles: (count) => plural(count, { one: '# título', other: '# títulos' }),
        number,
      },
    }),

    acting: ({ plural, number }) => ({
      nothingLeft: (name) => `<name>${name}</name> está em dia`,
      titles: (count) => plural(count, { one: '# título', other: '# títulos' }),
      add: (title) => `Adicionar ${title} aos planejados`,
      isListed: (title) => `${title} agora está na sua lista`,
      addPlanning: 'Adicionar aos planejados',
      seenIt: 'Já assisti',
      watchingIt: 'Já estou assistindo',
      seenShort: 'Já assisti',
      seenCount: (count) => plural(count, { one: 'Já assisti', other: 'Já assisti a estes #' }),
      addToOwn: 'Adicionar aos seus planejados',
      planned: 'Nos planejados',
      addShort: (count) => (count === 1 ? 'Adicionar' : `Adicionar ${number(count)}`),
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
      previewOne: (title) => `Adicionar ${title}`,
      previewList: 'Títulos a adicionar',
      asStatus: 'Status na lista',
      completedOn: 'Terminei em (opcional)',
      progressOf: (episodes) =>
        episodes === undefined
          ? 'Episódios assistidos (opcional)'
          : `Episódios assistidos, de ${number(episodes)} (opcional)`,
      scoreOf: (most) => `Sua nota, até ${number(most)} (opcional)`,
      leftAlone: (count) =>
        plural(count, {
          one: '# título já está na sua lista e não será alterado.',
          other: '# títulos já estão na sua lista e não serão alterados.',
        }),
      carefully:
        'Antes, verificamos sua lista. O que já estiver nela, inclusive itens ocultos e privados, não será alterado.',
      addOneTo: (status) => `Adicionar como ${status}`,
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
      notOut: 'Este título ainda não foi lançado.',
      cannotAdd: 'O login está desativado neste servidor, então não dá para adicionar títulos.',

      reasons: {
        gone: 'O AniList não tem mais esse anime.',
        raced: 'Ele acabou de ser adicionado em outro lugar. Confira no AniList.',
        changed: 'Você o alterou depois disso.',
        refused: 'O AniList não aceitou.',
        tooFewEpisodes: 'Ele não tem tantos episódios.',
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

      keys: {
        next: 'Próximo título',
        previous: 'Título anterior',
        add: 'Adicionar aos planejados',
        seen: 'Já assisti',
        ignore: 'Ignorar',
        select: 'Selecionar',
        undo: 'Desfazer última ação',
      },
    }),

    account: ({ plural }) => ({
      title: 'Conta',
      signedIn: 'Conectado com o AniList',
      signInAgain: 'Entrar de novo',
      signOut: 'Sair',
      signedOut: 'Você saiu.',
      signOutFailed:
        'Não conseguimos falar com nosso servidor, então você continua conectado. Tente de novo daqui a pouco.',
      cancel: 'Cancelar',

      greeting: (name) => `Você entrou como ${name}`,
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
      device: (label) =>
        label === 'Unknown device' ? 'Aparelho desconhecido' : label.replace(' on ', ' no '),
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
    }),

    settings: () => ({
      all: 'Todas as configurações',
      text: 'Salvas neste aparelho. As alterações valem na hora.',
      looks: 'Aparência',
      theme: 'Tema',
      themes: { system: 'Sistema', light: 'Claro', dark: 'Escuro' },
      language: 'Idioma',
      languageOfBrowser: 'Padrão do navegador',
      titleLanguage: 'Idioma dos títulos',
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
      ordersText:
        'Como os títulos de cada franquia são ordenados. Cada franquia pode ter a própria ordem, na página dela.',
      scanText: 'Seu padrão para todas as buscas. Ele vai junto no link quando você compartilha.',
      memory: 'Histórico',
      memoryText:
        'Guardado neste aparelho: até 6 usuários e 6 resultados recentes, para você ver mesmo sem conexão.',
      forget: 'Limpar histórico',
      forgotten: 'Histórico limpo.',
      account: 'Gerencie suas sessões, o acesso ao AniList e seus dados na página da sua conta.',
    }),
  },
}

const relationsTo: Readonly<Record<RelationKind, string>> = {
  SEQUEL: 'Continuação de',
  PREQUEL: 'Prequela de',
  PARENT: 'História principal de',
  SIDE_STORY: 'História paralela de',
  SUMMARY: 'Recapitulação de',
  ALTERNATIVE: 'Versão alternativa de',
  SPIN_OFF: 'Spin-off de',
  COMPILATION: 'Compilação de',
  CONTAINS: 'Incluído em',
  ADAPTATION: 'Adaptação de',
  SOURCE: 'Obra original de',
  CHARACTER: 'Personagem em comum com',
  OTHER: 'Relacionado a',
}
