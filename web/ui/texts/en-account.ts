import type { Formats } from './formats.ts'

/** The texts of the account and of signing in, which come with those pages. */
export function englishAccount({ plural }: Formats) {
  return {
    title: 'Account',
    signedIn: 'Signed in with AniList',
    yourListShort: 'Your list',
    signIn: 'Sign in with AniList',
    signInAgain: 'Sign in again',
    signOut: 'Sign out',
    signedOut: 'You are signed out.',
    signOutFailed: 'Our server could not be told, so you are still signed in. Try again in a moment.',
    cancel: 'Cancel',
    home: 'Go home',
    tryAgainIn: (time: string) => `Try again in ${time}.`,
    tryAgainNow: 'Try again.',

    greeting: (name: string) => `Signed in as ${name}`,
    greetingText: 'AniList says that this is you.',
    thatIsMe: 'That’s me',
    notYou: 'Not you?',
    notYouTitle: 'Sign in as somebody else',
    notYouText: (name: string) =>
      `AniList decides who you are: it takes whoever is signed in there, in this browser. This ends the session of ${name} here, and asks AniList anew.`,
    notYouHint:
      'If AniList brings back the same person, <anilist>sign out at AniList</anilist> first and come back.',
    stay: (name: string) => `Stay ${name}`,
    change: 'Sign out and choose again',

    ended: 'Your session ended elsewhere',
    endedText:
      'It was ended on another device, or was unused for too long. Nothing is lost: sign in again to go on.',
    signInFailed: 'Nobody was signed in',
    signInFailedText: 'AniList failed while it signed you in. Try again in a few minutes.',
    signInFailures: {
      'sign-in-denied': 'You did not allow the access at AniList. You can look at public lists without it.',
      'sign-in-expired': 'That sign-in was begun too long ago, or in another browser. Begin it again.',
      'sign-in-code-refused':
        'AniList no longer knows that sign-in: it is good once, and for minutes. Begin it again.',
      'sign-in-refused':
        'AniList does not know this instance. Whoever runs it has to check its AniList client.',
      'sign-in-unavailable': 'This instance is not set up for signing in.',
      'rate-limited': 'So many sign-ins came from here that we have to pause. Try again in a minute.',
    },

    since: (day: string) => `Here since ${day}`,
    profile: 'Your profile at AniList',
    access: 'Access to AniList',
    accessText:
      'What lets us read your private entries, and add titles when you say so. AniList gives it for a year; we keep it encrypted.',
    given: 'Given',
    ends: 'Ends',
    dayAndTime: (day: string, time: string) => `${day}, ${time}`,
    renew: 'Renew',
    connectAgain: 'Sign in with AniList again',
    expired: 'AniList asks you to sign in again',
    expiredText: 'It no longer takes the access that it gave. Until then you see what everybody sees.',
    expiresSoon: 'Your access to AniList ends soon',
    expiresSoonText: (time: string) => `It ends ${time}. Signing in again gives another year.`,
    disconnected: 'You took the access away',
    disconnectedText: 'You see what everybody sees. Sign in again to give it back.',
    disconnect: 'Disconnect from AniList',
    disconnectTitle: 'Disconnect from AniList?',
    disconnectPoints: [
      'Your AniList token is deleted here, with the key that it was encrypted with.',
      'Private entries no longer count, and nothing can be added to your list from here.',
      'You stay signed in, and what you ignored stays. Signing in again gives the access back.',
      'At AniList, the access itself can be ended under Settings, Apps.',
    ],
    disconnectDone: 'Your AniList token is deleted.',

    sessions: 'Where you are signed in',
    sessionsText: 'If you do not know one of them, end it.',
    thisDevice: 'This one',
    /** As the server calls it: “Firefox on Linux”. */
    device: (label: string) => label,
    sessionFacts: (day: string, used: string) => `Since ${day} · ${used}`,
    usedNow: 'in use now',
    used: (ago: string) => `used ${ago}`,
    endSession: (device: string) => `Sign out, ${device}`,
    ending: 'Signing out',
    endOthers: 'Sign out everywhere else',
    sessionsEnded: (count: number) =>
      plural(count, { one: 'Signed out there.', other: 'Signed out in # places.' }),

    data: 'Your data',
    dataText:
      'Everything that is kept of you, in one file: account, sessions, what you ignored and added, and the audit trail.',
    download: 'Download as JSON',

    delete: 'Delete your account',
    deleteText: 'At once and for good. Your list at AniList stays as it is.',
    deleteButton: 'Delete account',
    deleteTitle: 'Delete your account?',
    goes: 'This goes, at once:',
    goesPoints: [
      'your AniList token, and the key that it was encrypted with',
      'every session: you are signed out everywhere',
      'what you ignored and snoozed',
      'the record of what you added from here, and with it the way to undo it',
    ],
    stays: 'This stays:',
    staysPoints: [
      'your list at AniList, with all that you added to it',
      'entries of the audit trail, under a number that leads to nobody any more',
    ],
    typeName: (name: string) => `Type ${name} to say that you are sure`,
    deleteForever: 'Delete for good',
    deleted: 'Your account is deleted',
    deletedText:
      'Nothing of it is left here. At AniList, the access itself can be ended under Settings, Apps.',

    signedOutTitle: 'You are not signed in',
    signedOutText:
      'Signed in, you see here what is kept of you, where you are signed in, and how to take it along or delete it.',
    noSignInText: 'Nobody can sign in at this instance: it keeps nothing of anybody.',
  }
}

export type AccountTexts = ReturnType<typeof englishAccount>
