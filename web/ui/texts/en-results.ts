import type { MediaStatus } from '../../../src/core/media.ts'
import type { RelationKind } from '../../../src/core/relation.ts'
import type { ExclusionRule } from '../../../src/core/search.ts'
import type { WatchOrder } from '../../../src/core/watch-order.ts'
import type { FormatFilter, SortKey, View } from '../../data/results-search.ts'
import { type Formats, useMoreTexts } from './formats.ts'

/** Texts for scanning a list and showing what it is missing. */
export function englishResults({ plural, number, list }: Formats) {
  return {
    media: {
      formats: {
        TV: 'TV',
        TV_SHORT: 'TV short',
        MOVIE: 'Movie',
        SPECIAL: 'Special',
        OVA: 'OVA',
        ONA: 'ONA',
        MUSIC: 'Music',
        MANGA: 'Manga',
        NOVEL: 'Novel',
        ONE_SHOT: 'One-shot',
        NONE: 'Unknown',
      } satisfies Record<FormatFilter, string>,
      /** Genres not listed here keep AniList's own names. */
      genres: {} as Readonly<Record<string, string>>,
      relations: {
        SEQUEL: 'Sequel',
        PREQUEL: 'Prequel',
        PARENT: 'Main story',
        SIDE_STORY: 'Side story',
        SUMMARY: 'Recap',
        ALTERNATIVE: 'Alternative version',
        SPIN_OFF: 'Spin-off',
        COMPILATION: 'Compilation',
        CONTAINS: 'Included in',
        ADAPTATION: 'Adaptation',
        SOURCE: 'Source',
        CHARACTER: 'Shared character',
        OTHER: 'Other',
      } satisfies Record<RelationKind, string>,
      states: {
        watched: 'Watched',
        watching: 'Watching',
        planned: 'Planned',
        paused: 'Paused',
        dropped: 'Dropped',
        missing: 'Missing',
        airing: 'Missing · airing now',
        announced: 'Missing · announced',
        hidden: 'Hidden',
        unlisted: 'Not on your list',
      },
      episodes: (count: number) => `${number(count)} ep`,
      episodesLong: (count: number) => plural(count, { one: '# episode', other: '# episodes' }),
      nextEpisode: (episode: number, time: string) => `Ep ${number(episode)} in ${time}`,
      nextEpisodeSoon: (episode: number) => `Ep ${number(episode)} airs now`,
      airing: 'Airing',
      announced: 'Announced',
      from: (date: string) => `From ${date}`,
      score: (score: number) => `${number(score)}%`,
      scoreOf: (score: number, most: number) => `${number(score)}/${number(most)}`,
      scoreLong: (score: string) => `Scored ${score} on AniList`,
      unknownYear: 'Unknown',
      steps: (count: number) => `+${number(count)}`,
      stepsLong: (count: number) => (count === 1 ? 'Next up' : `${number(count)} ahead`),
    },

    results: {
      title: (name: string) => `What ${name} is missing`,
      sentence: (name: string, titles: number, franchises: number, areSequels: boolean) =>
        `<name>${name}</name> is missing <titles>${plural(titles, areSequels ? { one: '# sequel', other: '# sequels' } : { one: '# title', other: '# titles' })}</titles> in <franchises>${plural(franchises, { one: '# franchise', other: '# franchises' })}</franchises>`,
      shown: (count: number, all: number) => `${number(count)} of ${number(all)} shown`,
      out: (count: number) => `${number(count)} out now`,
      airing: (count: number) => `${number(count)} airing`,
      announced: (count: number) => `${number(count)} announced`,
      toCatchUp: (time: string) => `${time} to catch up`,
      /** Said aloud. */
      done: (missing: number) =>
        missing === 0
          ? 'Scan complete. Nothing is missing.'
          : `Scan complete. ${plural(missing, { one: '# title is missing.', other: '# titles are missing.' })}`,
      scanned: (ago: string) => `Updated ${ago}`,
      scannedNow: 'Updated just now',
      scanAgain: 'Refresh',
      results: 'Missing titles',
      completion: (watched: number, total: number, begun = 0) =>
        `${number(watched)} of ${number(total)} watched${begun > 0 ? `, ${number(begun)} started` : ''}`,
      timeLeft: (time: string) => `${time} to watch`,
      sideStories: 'Side stories & extras',
      line: (title: string) => `${title}, in watch order`,
      manyTitle: 'That’s a lot. Where do you want to start?',
      manyNext: 'Just the next one in each series',
      manyShort: 'Shortest first',
      manyBest: 'Best rated first',
      manyMine: 'Your favourites first',
    },

    filters: {
      search: 'Search titles',
      filters: 'Filters',
      filtersActive: (count: number) => plural(count, { one: '# filter', other: '# filters' }),
      show: 'Availability',
      format: 'Format',
      distance: 'How far ahead',
      year: 'Year',
      genre: 'Genre',
      kind: 'Relation',
      mine: 'Your score',
      score: 'Score',
      clear: 'Clear',
      clearAll: 'Clear all filters',
      done: (count: number) => plural(count, { one: 'Show # title', other: 'Show # titles' }),
      remove: (filter: string) => `Remove filter: ${filter}`,
      statuses: { out: 'Out now', airing: 'Airing', announced: 'Announced' },
      distances: { 1: 'Next up', 2: '2 ahead', 3: '3 or more ahead' },
      atLeast: (score: string) => `${score} and up`,
      none: 'No titles match these filters.',
      noneHint: 'Remove a filter or clear them all.',
      sort: 'Sort by',
      sorts: {
        ready: 'Available first',
        title: 'Title',
        missing: 'Most missing',
        shortest: 'Shortest',
        score: 'Best rated',
        mine: 'Your score',
        newest: 'Newest',
        next: 'Airing soonest',
      } satisfies Record<SortKey, string>,
      view: 'View',
      views: { rails: 'Timeline', grid: 'Grid', list: 'List', gallery: 'Gallery' } satisfies Record<
        View,
        string
      >,
      grouped: 'Group by franchise',
    },

    orders: {
      label: 'Watch order',
      forOne: (franchise: string) => `Watch order of ${franchise}`,
      names: { release: 'Release order', story: 'Story order', essential: 'Essential only' } satisfies Record<
        WatchOrder,
        string
      >,
      why: {
        release: 'By release date, which is what most fans recommend.',
        story: 'As the story is told: prequels first, side stories where they belong.',
        essential: 'By release date, without recaps and alternative versions.',
      } satisfies Record<WatchOrder, string>,
    },

    scanOptions: {
      title: 'Scan options',
      short: 'Options',
      relations: 'Also include',
      depth: 'How far to follow each series',
      depths: { all: 'All the way', 1: 'Only the next title', 2: 'Next 2 titles', 3: 'Next 3 titles' },
      include: 'Also show',
      adult: 'Adult content',
      music: 'Music videos',
      chains: 'Where to start and stop',
      throughDropped: 'Keep going past dropped titles',
      fromPlanned: 'Start from planned and paused titles too',
      apply: 'Update results',
      reset: 'Sequels only',
    },

    hidden: {
      label: 'Hidden:',
      rules: {
        music: (count: number) => plural(count, { one: '# music video', other: '# music videos' }),
        adult: (count: number) => `${number(count)} with adult content`,
        cancelled: (count: number) => `${number(count)} cancelled`,
        dropped: (count: number) => `${number(count)} after dropped titles`,
        ignored: (count: number) => `${number(count)} ignored`,
        recap: (count: number) => plural(count, { one: '# recap', other: '# recaps' }),
        alternative: (count: number) =>
          plural(count, { one: '# alternative version', other: '# alternative versions' }),
      } satisfies Record<ExclusionRule, (count: number) => string>,
      ignoredAndSnoozed: (ignored: number, snoozed: number) =>
        [ignored > 0 && `${number(ignored)} ignored`, `${number(snoozed)} snoozed`]
          .filter(Boolean)
          .join(', '),
      titles: {
        music: 'Music videos',
        adult: 'Adult content',
        cancelled: 'Cancelled titles',
        dropped: 'After a dropped title',
        ignored: 'Ignored and snoozed titles',
        recap: 'Recaps',
        alternative: 'Alternative versions',
      } satisfies Record<ExclusionRule, string>,
      why: {
        music: 'Music videos linked to these series. Most people don’t count them as sequels.',
        adult: 'Adult titles linked to these series. We only show them if you ask us to.',
        cancelled: 'These were cancelled and won’t be released.',
        dropped: 'We stop at titles that were dropped. These come right after one.',
        ignored: 'You chose to ignore or snooze these.',
        recap:
          'These sum up other titles. We leave them out until those have been watched, and always in the Essential order.',
        alternative: 'These retell other titles, so the Essential order skips them.',
      } satisfies Record<ExclusionRule, string>,
      include: { music: 'Include music videos', adult: 'Include adult content', dropped: 'Include these' },
      none: 'Nothing here any more.',
      back: 'Back to results',
    },

    progress: {
      title: (name: string) => `Checking ${name}’s list`,
      reading: 'Loading the list',
      following: 'Looking for missing titles',
      queued: (place: number, time: string | undefined) =>
        `You’re number ${number(place)} in the queue.${time === undefined ? '' : ` Your scan starts in about ${time}.`}`,
      waiting: (time: string) => `AniList limits how fast we can ask. Resuming automatically in ${time}.`,
      entries: (count: number) =>
        plural(count, { one: '# title on the list', other: '# titles on the list' }),
      found: (count: number) => plural(count, { one: '# missing so far', other: '# missing so far' }),
      requests: (count: number) => plural(count, { one: '# request', other: '# requests' }),
    },

    none: {
      title: 'All caught up',
      text: (name: string, watched: number, areSequels: boolean) =>
        `${name} has watched ${plural(watched, { one: '# title', other: '# titles' })} and isn’t missing a single ${areSequels ? 'sequel' : 'related title'}.`,
      emptyTitle: 'Nothing on the list yet',
      empty: (name: string) =>
        `${name}’s list is empty. Add something you’ve watched and we’ll find its sequels.`,
      noneWatchedTitle: 'Nothing watched yet',
      noneWatched: (name: string) =>
        `${name} hasn’t watched anything yet. We can start from planned titles instead.`,
      fromPlanned: 'Start from planned titles',
      upcoming: 'Coming up',
      more: 'Include side stories and spin-offs',
    },

    franchise: {
      mapOf: (title: string) => `Map of ${title}`,
      watchOrder: 'Watch order',
      next: 'Next',
      nextLong: 'Next to watch',
      watchNext: (title: string) => `Next: ${title}`,
      resume: 'Continue',
      resumeLong: 'Continue watching',
      resumeTitle: (title: string) => `Continue: ${title}`,
      relationTo: (kind: RelationKind, title: string) => `${relationsTo[kind]} ${title}`,
      years: (first: number, last: number) => `${first} to ${last}`,
      legend: 'Legend',
      lines: { chain: 'Sequels', side: 'Side stories & extras', back: 'Recaps & alternative versions' },
      zoom: 'Zoom',
      zooms: { overview: 'Overview', titles: 'Names', posters: 'Posters' },
      hint: 'Point at a title or a line to see what it means. The arrow keys move along the map; Home and End jump to the first and last title.',
      yearsLater: (count: number) => plural(count, { one: '# year later', other: '# years later' }),
      yearsEarlier: (count: number) =>
        plural(count, { one: 'Released # year earlier', other: 'Released # years earlier' }),
      /** @param relations "Sequel to Season 2" */
      also: (relations: readonly string[]) => `Also: ${list(relations)}`,
      save: 'Save the map',
      saveAs: { svg: 'Save as SVG', png: 'Save as PNG' },
      complete: 'Nothing is missing here',
      completeText: (name: string) =>
        `No title of this franchise is missing from ${name}’s list (or the link is wrong).`,
    },

    details: {
      synopsis: 'Synopsis',
      franchise: 'View franchise',
      unknown: 'Title not found',
      unknownText: 'It may already be on the list, or the link is wrong.',
      state: 'List status',
      notAdded: 'Not added',
      status: 'Airing status',
      statuses: {
        FINISHED: 'Finished',
        RELEASING: 'Airing',
        NOT_YET_RELEASED: 'Not yet released',
        CANCELLED: 'Cancelled',
        HIATUS: 'On hiatus',
      } satisfies Record<MediaStatus, string>,
      dates: 'Released',
      airsFrom: 'Airs from',
      dateRange: (start: string, end: string) => `${start} to ${end}`,
      episodes: 'Episodes',
      each: (time: string) => `${time} each`,
      duration: 'Length',
      length: 'Total length',
      nextAiring: 'Next episode',
      seen: 'Progress',
      seenOf: (seen: number, all: number) => `${number(seen)} of ${number(all)}`,
      genres: 'Genres',
      studios: 'Studios',
      why: 'Why you’re seeing this',
      whyText: (distance: number) =>
        distance === 1
          ? 'Comes right after something you watched:'
          : `Comes ${number(distance)} titles after something you watched:`,
      relations: 'Relations',
    },

    problems: {
      notFound: (name: string) => `No AniList user called “${name}”`,
      notFoundText: 'Check the spelling. Your username is in your profile link: anilist.co/user/NAME',
      near: 'Did you mean',
      private: (name: string) => `${name}’s list is private`,
      privateText:
        'Only its owner can see it. If that’s you, sign in or make your profile public in your AniList settings.',
      privateTextWithoutSignIn:
        'Only its owner can see it. If that’s you, temporarily make your profile public in your AniList settings.',
      aniListDown: 'AniList isn’t responding',
      aniListDownText: 'It’s not you and it’s not us. We’ve kept what we found so far.',
      aniListBusy: 'AniList rate limit reached',
      aniListBusyText: 'We’ll continue automatically.',
      tooMany: 'Slow down a moment',
      tooManyText: 'Too many requests from your network. We’ll retry automatically.',
      busy: 'We’re busy right now',
      busyText: 'Lots of people are checking their lists. We’ll retry automatically.',
      tooLong: 'The scan took too long',
      tooLongText: 'We kept what we found and can pick up from there.',
      tooLarge: 'AniList’s reply was too large',
      tooLargeText: 'We couldn’t read all of it. Trying again may help.',
      database: 'Our database isn’t responding',
      databaseText: 'Your list on AniList isn’t affected. We’ll retry automatically.',
      restarting: 'Our server is restarting',
      restartingText: 'We’ll continue automatically.',
      offline: 'You’re offline',
      offlineText: 'We’ll continue as soon as you’re back online.',
      unreachable: 'Our server isn’t responding',
      unreachableText: 'It may be restarting. We’ll retry automatically.',
      other: 'Something went wrong',
      requestId: (id: string) => `Reporting this? Include request ID ${id}.`,
      retry: 'Try again',
      goOn: 'Continue',
      retryNow: 'Retry now',
      againIn: (time: string) => `Retrying in ${time}`,
      tryAgainIn: (time: string) => `Try again in ${time}.`,
      tryAgainNow: 'Try again.',
      otherName: 'Try another username',
      /** @param ago absent for a result of the last minute */
      old: (ago?: string) => `Showing your last result, from ${ago ?? 'less than a minute ago'}.`,
      incomplete: 'AniList failed partway, so some titles may be missing here.',
    },

    counts: {
      titles: (count: number) => plural(count, { one: '# title', other: '# titles' }),
      number,
    },
  }
}

/** Read before the title that they lead to: "Sequel to Season 2". */
const relationsTo: Readonly<Record<RelationKind, string>> = {
  SEQUEL: 'Sequel to',
  PREQUEL: 'Prequel to',
  PARENT: 'Main story of',
  SIDE_STORY: 'Side story of',
  SUMMARY: 'Recap of',
  ALTERNATIVE: 'Alternative version of',
  SPIN_OFF: 'Spin-off of',
  COMPILATION: 'Compilation of',
  CONTAINS: 'Included in',
  ADAPTATION: 'Adaptation of',
  SOURCE: 'Source of',
  CHARACTER: 'Shares a character with',
  OTHER: 'Related to',
}

export type ResultsTexts = ReturnType<typeof englishResults>

export function useResultsTexts(): ResultsTexts {
  return useMoreTexts('results', englishResults)
}
