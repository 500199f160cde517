import type { ListStatus } from '../../../src/core/list.ts'
import type { OutcomeCounts } from '../../data/outcomes.ts'
import type { Formats } from './formats.ts'

/** The texts of what one can do about titles, which come with the pages that show them. */
export function englishActing({ plural, number }: Formats) {
  return {
    nothingLeft: (name: string) => `<name>${name}</name> is missing nothing any more`,
    titles: (count: number) => plural(count, { one: '# title', other: '# titles' }),
    add: (title: string) => `Add ${title} to Planning`,
    isListed: (title: string) => `${title} is on the list now`,
    addPlanning: 'Add to Planning',
    addToOwn: 'Add to your Planning',
    planned: 'In Planning',
    addShort: (count: number) => `Add ${number(count)}`,
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
    previewList: 'Titles to add',
    asStatus: 'Add them as',
    leftAlone: (count: number) =>
      plural(count, {
        one: '# title of it is on your list already and stays as it is.',
        other: '# titles of it are on your list already and stay as they are.',
      }),
    carefully:
      'We look at your list first: what is on it by then, hidden and private entries included, is left alone.',
    addTo: (count: number, status: string) => `Add ${number(count)} to ${status}`,
    cancel: 'Cancel',

    addingTitle: (count: number) => plural(count, { one: 'Adding # title', other: 'Adding # titles' }),
    progress: (done: number, all: number) => `${number(done)} of ${number(all)} done`,
    background: 'Go on in the background',
    stop: 'Stop and take back',
    outcomeTitle: (added: number) =>
      added === 0 ? 'Nothing was added' : plural(added, { one: '# title added', other: '# titles added' }),
    summary: ({ added, alreadyListed, failed }: OutcomeCounts) =>
      [
        `${number(added)} added`,
        alreadyListed > 0 && `${number(alreadyListed)} there already`,
        failed > 0 && `${number(failed)} failed`,
      ]
        .filter(Boolean)
        .join(', '),
    failedList: 'Not added',
    alreadyList: 'On your list already, left as it was',
    addedList: (status: string) => `Added to ${status}`,
    seen: (episodes: number) => plural(episodes, { one: '# episode seen', other: '# episodes seen' }),
    private: 'private',
    retryFailed: (count: number) => plural(count, { one: 'Try it again', other: 'Try these # again' }),
    done: 'Done',
    show: 'Show',
    retry: 'Try again',
    undo: 'Undo',
    signIn: 'Sign in',

    added: (title: string, status: string) => `Added to ${status}: ${title}`,
    alreadyListed: (title: string, status: string) =>
      `${title} is on your list already, as ${status}. It was left as it is.`,
    failed: (title: string, reason: string) => `${title} was not added. ${reason}`,
    undoneOne: (title: string) => `${title} is off your list again`,
    undone: (removed: number, kept: number, failed: number) =>
      [
        plural(removed, {
          one: '# title is off your list again',
          other: '# titles are off your list again',
        }),
        kept > 0 &&
          plural(kept, { one: '# was changed since and stays', other: '# were changed since and stay' }),
        failed > 0 && `${number(failed)} could not be taken back`,
      ]
        .filter(Boolean)
        .join('; '),
    undoFailed: (reason: string) => `It was not taken back. ${reason}`,
    nothingToUndo: 'There is nothing to take back.',
    nowhere: 'Go to a title first: j and k move from one to the next.',
    notMissing: 'This one is not missing.',
    cannotAdd: 'Nobody can sign in here, so nothing can be added.',

    reasons: {
      gone: 'AniList has no such anime any more.',
      raced: 'Somebody added it at the same moment. Look at it at AniList.',
      changed: 'It was changed since.',
      refused: 'AniList refuses to add it.',
      tooLate: 'That was too long ago.',
      listBusy: 'Something else is being written to your list. Try again in a moment.',
      disconnected: 'Your access to AniList has ended. Sign in again.',
      signedOut: 'You are no longer signed in.',
      ignoresFull: 'You ignore 5,000 titles, which is the most. Restore some of them first.',
      additionsFull:
        'You added too much within a week for all of it to stay undoable. Try again in a few days.',
      aniListDown: 'AniList does not answer. Try again later.',
      aniListBusy: 'AniList’s allowance is used up. Try again in a minute.',
      tooMany: 'That was a little fast. Try again in a minute.',
      serverBusy: 'There is a lot to do at the moment. Try again in a minute.',
      offline: 'You are offline.',
      unreachable: 'Our server did not answer. Trying again does nothing twice.',
      other: 'Something went wrong on our side.',
    },

    ignore: 'Ignore',
    ignoreTitle: 'Ignore this title',
    ignoreTitles: (count: number) => `Ignore these ${number(count)}`,
    ignoreFranchise: 'Ignore the whole franchise',
    snooze: (days: number) => `Snooze for ${number(days)} days`,
    snoozeFranchise: (days: number) => `Snooze the franchise for ${number(days)} days`,
    snoozeUntil: (date: string) => `Snooze until it airs, ${date}`,
    ignored: (name: string, isSnoozed: boolean) => (isSnoozed ? `Snoozed: ${name}` : `Ignored: ${name}`),
    notKept: (name: string, reason: string) => `${name}: this could not be kept. ${reason}`,
    bringBack: 'Bring back',
    bringBackTitle: (title: string) => `Bring back ${title}`,
    bringBackAll: (count: number) => `Bring back all ${number(count)}`,
    broughtBack: (name: string) => `Brought back: ${name}`,
    ignoredId: (id: number) => `Title ${id} of AniList`,
    ignoredElsewhere: 'Nothing leads there now',
    ignoredFor: {
      ever: 'Ignored',
      franchise: 'With its franchise',
      until: (date: string) => `Until ${date}`,
    },
    more: (franchise: string) => `More for ${franchise}`,
    onDevice: (count: number) =>
      plural(count, {
        one: 'You ignored # title or franchise on this device before you signed in.',
        other: 'You ignored # titles and franchises on this device before you signed in.',
      }),
    move: 'Ignore in your account',
    forget: 'Forget',
    moved: 'Kept in your account from now on',
    notMoved: (reason: string) => `This stays on the device for now. ${reason}`,

    selectButton: 'Select',
    selectTitles: 'Select titles',
    select: (title: string) => `Select ${title}`,
    selectCount: (count: number) => plural(count, { one: 'Select the missing one', other: 'Select these #' }),
    selectAll: (count: number) => `Select all ${number(count)}`,
    selectNone: 'Select none',
    selection: 'Selected titles',
    selected: (count: number) => `${number(count)} selected`,
    stopSelecting: 'Stop selecting',

    signInTitle: 'Sign in to add titles',
    signInText:
      'AniList asks whether we may write to your list, and sends you back to where you are now. We only add: nothing on your list is ever overwritten.',
    notNow: 'Not now',
    elsewhere: (name: string) => `This is the list of ${name}. What you add goes to your own.`,
    elsewhereKeys: 'This is not your own list. Open a title to add it to yours.',
    toOwnList: 'What am I missing?',

    keys: {
      add: 'Add to Planning',
      ignore: 'Ignore',
      select: 'Select',
      undo: 'Take back what you did last',
    },
  }
}

export type ActingTexts = ReturnType<typeof englishActing>
