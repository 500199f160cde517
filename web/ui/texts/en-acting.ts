import type { ListStatus } from '../../../src/core/list.ts'
import type { OutcomeCounts } from '../../data/additions.ts'
import { type Formats, useMoreTexts } from './formats.ts'

/** Texts for adding, ignoring and selecting titles. */
export function englishActing({ plural, number }: Formats) {
  return {
    nothingLeft: (name: string) => `<name>${name}</name> is all caught up`,
    titles: (count: number) => plural(count, { one: '# title', other: '# titles' }),
    add: (title: string) => `Add ${title} to Planning`,
    isListed: (title: string) => `${title} is on your list now`,
    addPlanning: 'Add to Planning',
    seenIt: 'Already seen it',
    watchingIt: 'Already watching it',
    seenShort: 'Seen',
    seenCount: (count: number) => plural(count, { one: 'Already seen it', other: 'Already seen these #' }),
    addToOwn: 'Add to your Planning',
    planned: 'In Planning',
    addShort: (count: number) => (count === 1 ? 'Add' : `Add ${number(count)}`),
    addCount: (count: number) => (count === 0 ? 'Add to Planning' : `Add ${number(count)} to Planning`),
    addOf: (count: number, franchise: string) => `Add ${number(count)} of ${franchise} to Planning`,
    addAll: (count: number) => `Add all ${number(count)}`,
    addThese: (count: number) => `Add these ${number(count)}`,
    statuses: {
      PLANNING: 'Planning',
      CURRENT: 'Watching',
      COMPLETED: 'Completed',
      PAUSED: 'Paused',
      DROPPED: 'Dropped',
      REPEATING: 'Rewatching',
    } satisfies Record<ListStatus, string>,

    previewTitle: (count: number) => plural(count, { one: 'Add # title', other: 'Add # titles' }),
    previewOne: (title: string) => `Add ${title}`,
    previewList: 'Titles to add',
    asStatus: 'List status',
    completedOn: 'Finished on (optional)',
    progressOf: (episodes: number | undefined) =>
      episodes === undefined
        ? 'Episodes watched (optional)'
        : `Episodes watched, out of ${number(episodes)} (optional)`,
    scoreOf: (most: number) => `Your score, out of ${number(most)} (optional)`,
    leftAlone: (count: number) =>
      plural(count, {
        one: '# title is already on your list and won’t be changed.',
        other: '# titles are already on your list and won’t be changed.',
      }),
    carefully:
      'We check your list first. Anything already on it, including hidden and private entries, is left untouched.',
    addOneTo: (status: string) => `Add to ${status}`,
    addTo: (count: number, status: string) => `Add ${number(count)} to ${status}`,
    cancel: 'Cancel',

    addingTitle: (count: number) => plural(count, { one: 'Adding # title', other: 'Adding # titles' }),
    progress: (done: number, all: number) => `${number(done)} of ${number(all)} done`,
    background: 'Continue in background',
    stop: 'Stop and undo',
    outcomeTitle: (added: number) =>
      added === 0 ? 'Nothing was added' : plural(added, { one: '# title added', other: '# titles added' }),
    summary: ({ added, alreadyListed, failed }: OutcomeCounts) =>
      [
        `${number(added)} added`,
        alreadyListed > 0 && `${number(alreadyListed)} already on your list`,
        failed > 0 && `${number(failed)} failed`,
      ]
        .filter(Boolean)
        .join(', '),
    failedList: 'Not added',
    alreadyList: 'Already on your list',
    addedList: (status: string) => `Added to ${status}`,
    seen: (episodes: number) => plural(episodes, { one: '# episode watched', other: '# episodes watched' }),
    private: 'private',
    retryFailed: (count: number) => plural(count, { one: 'Try again', other: 'Try these # again' }),
    done: 'Done',
    show: 'Show',
    retry: 'Try again',
    undo: 'Undo',
    signIn: 'Sign in',

    added: (title: string, status: string) => `Added to ${status}: ${title}`,
    alreadyListed: (title: string, status: string) =>
      `${title} is already on your list as ${status}. We left it unchanged.`,
    failed: (title: string, reason: string) => `Couldn’t add ${title}. ${reason}`,
    undoneOne: (title: string) => `Removed ${title} from your list`,
    undone: (removed: number, kept: number, failed: number) =>
      [
        plural(removed, {
          one: 'Removed # title from your list',
          other: 'Removed # titles from your list',
        }),
        kept > 0 &&
          plural(kept, {
            one: '# kept because you changed it since',
            other: '# kept because you changed them since',
          }),
        failed > 0 && `${number(failed)} couldn’t be removed`,
      ]
        .filter(Boolean)
        .join('; '),
    undoFailed: (reason: string) => `Couldn’t undo that. ${reason}`,
    nothingToUndo: 'Nothing to undo.',
    nowhere: 'Select a title first (j and k move between titles).',
    notMissing: 'That title isn’t missing.',
    notOut: 'That title isn’t out yet.',
    cannotAdd: 'Signing in is turned off on this server, so titles can’t be added.',

    reasons: {
      gone: 'AniList no longer has this anime.',
      raced: 'It was just added somewhere else. Check it on AniList.',
      changed: 'You’ve changed it since.',
      refused: 'AniList wouldn’t accept it.',
      tooFewEpisodes: 'It doesn’t have that many episodes.',
      tooLate: 'Additions can only be undone for 7 days.',
      listBusy: 'Your list is being updated right now. Try again in a moment.',
      disconnected: 'Your AniList access has ended. Sign in again.',
      signedOut: 'You’re no longer signed in.',
      ignoresFull: 'You’ve reached the limit of 5,000 ignored titles. Restore some first.',
      additionsFull: 'You’ve reached the limit of additions we can keep for undo. Try again in a few days.',
      aniListDown: 'AniList isn’t responding. Try again later.',
      aniListBusy: 'AniList rate limit reached. Try again in a minute.',
      tooMany: 'Too many requests from your network. Try again in a minute.',
      serverBusy: 'We’re busy right now. Try again in a minute.',
      offline: 'You’re offline.',
      unreachable: 'Our server didn’t respond. It’s safe to try again.',
      other: 'Something went wrong on our side.',
    },

    ignore: 'Ignore',
    ignoreTitle: 'Ignore this title',
    ignoreTitles: (count: number) => `Ignore these ${number(count)}`,
    ignoreFranchise: 'Ignore the whole franchise',
    snooze: (days: number) => `Snooze for ${number(days)} days`,
    snoozeFranchise: (days: number) => `Snooze the franchise for ${number(days)} days`,
    snoozeUntil: (date: string) => `Snooze until it airs (${date})`,
    ignored: (name: string, isSnoozed: boolean) => (isSnoozed ? `Snoozed: ${name}` : `Ignored: ${name}`),
    notKept: (name: string, reason: string) => `Couldn’t save your change to ${name}. ${reason}`,
    bringBack: 'Restore',
    bringBackTitle: (title: string) => `Restore ${title}`,
    bringBackAll: (count: number) => `Restore all ${number(count)}`,
    broughtBack: (name: string) => `Restored: ${name}`,
    ignoredId: (id: number) => `AniList title ${id}`,
    ignoredElsewhere: 'No longer in your results',
    ignoredFor: {
      ever: 'Ignored',
      franchise: 'Whole franchise',
      until: (date: string) => `Snoozed until ${date}`,
    },
    more: (franchise: string) => `More actions for ${franchise}`,
    onDevice: (count: number) =>
      plural(count, {
        one: 'You ignored # title or franchise on this device before signing in.',
        other: 'You ignored # titles and franchises on this device before signing in.',
      }),
    move: 'Move to your account',
    forget: 'Discard',
    moved: 'Moved to your account',
    notMoved: (reason: string) => `Couldn’t move them to your account. ${reason}`,

    selectButton: 'Select',
    selectTitles: 'Select titles',
    select: (title: string) => `Select ${title}`,
    selectCount: (count: number) => plural(count, { one: 'Select this title', other: 'Select these #' }),
    selectAll: (count: number) => `Select all ${number(count)}`,
    selectNone: 'Clear selection',
    selection: 'Selected titles',
    selected: (count: number) => `${number(count)} selected`,
    stopSelecting: 'Stop selecting',

    signInTitle: 'Sign in to add titles',
    signInText:
      'AniList will ask for permission to edit your list, then bring you back here. We only ever add.',
    notNow: 'Not now',
    elsewhere: (name: string) => `You’re viewing ${name}’s list. Titles you add go to yours.`,
    elsewhereKeys: 'This isn’t your list. Open a title to add it to yours.',

    keys: {
      next: 'Next title',
      previous: 'Previous title',
      add: 'Add to Planning',
      seen: 'Already seen it',
      ignore: 'Ignore',
      select: 'Select',
      undo: 'Undo last action',
    },
  }
}

export type ActingTexts = ReturnType<typeof englishActing>

export function useActingTexts(): ActingTexts {
  return useMoreTexts('acting', englishActing)
}
