import type { ScoreFormat } from '../../../src/core/score.ts'
import { type Formats, useMoreTexts } from './formats.ts'

/** Texts for signing in and the account page. */
export function englishAccount({ plural }: Formats) {
  return {
    title: 'Account',
    signedIn: 'Signed in with AniList',
    signInAgain: 'Sign in again',
    signOut: 'Sign out',
    signedOut: 'You’re signed out.',
    signOutFailed: 'We couldn’t reach our server, so you’re still signed in. Try again in a moment.',
    cancel: 'Cancel',

    greeting: (name: string) => `Signed in as ${name}`,
    notYou: 'Not you?',
    notYouTitle: 'Sign in as someone else',
    notYouText: (name: string) =>
      `You’re signed in as whoever is signed in to AniList in this browser. This signs ${name} out here and asks AniList again.`,
    notYouHint:
      'If you end up with the same account, <anilist>sign out of AniList</anilist> first, then come back.',
    stay: (name: string) => `Stay signed in as ${name}`,
    change: 'Switch account',

    ended: 'Your session has ended',
    endedText:
      'You signed out from another device, or hadn’t been here for a long time. Nothing is lost: sign in again to continue.',
    signInFailed: 'Sign-in failed',
    signInFailedText: 'AniList had a problem while signing you in. Try again in a few minutes.',
    signInFailures: {
      'sign-in-denied': 'You declined access on AniList. You can still view public lists without it.',
      'sign-in-expired': 'That sign-in expired or was started in another browser. Try again.',
      'sign-in-code-refused': 'That sign-in link has expired. Try again.',
      'sign-in-refused':
        'AniList doesn’t recognise this server. Whoever runs it needs to check its AniList client settings.',
      'sign-in-unavailable': 'Sign-in isn’t set up on this server.',
      'rate-limited': 'Too many sign-in attempts. Try again in a minute.',
    },

    since: (day: string) => `Joined ${day}`,
    profile: 'Your AniList profile',
    access: 'AniList access',
    accessText:
      'Lets us read your private entries and add titles when you ask. Lasts one year and is stored encrypted.',
    given: 'Granted',
    ends: 'Expires',
    dayAndTime: (day: string, time: string) => `${day}, ${time}`,
    renew: 'Renew',
    connectAgain: 'Sign in with AniList again',
    expired: 'Please sign in again',
    expiredText: 'Your access has expired. Until you sign in again, you’ll only see public entries.',
    expiresSoon: 'Your AniList access expires soon',
    expiresSoonText: (time: string) => `It expires ${time}. Sign in again to renew it for a year.`,
    disconnected: 'AniList disconnected',
    disconnectedText: 'You’ll only see public entries until you sign in again.',
    disconnect: 'Disconnect AniList',
    disconnectTitle: 'Disconnect AniList?',
    disconnectPoints: [
      'We delete your AniList token and the key that encrypts it.',
      'We can no longer see your private entries or add titles to your list.',
      'You stay signed in and keep your ignored titles. Sign in again to reconnect.',
      'To revoke access on AniList as well, go to Settings > Apps there.',
    ],
    disconnectDone: 'AniList token deleted.',

    sessions: 'Where you’re signed in',
    sessionsText: 'Don’t recognise one? Sign it out.',
    thisDevice: 'This device',
    /** The server’s name for it, such as "Firefox on Linux". */
    device: (label: string) => label,
    sessionFacts: (day: string, used: string) => `Signed in ${day} · ${used}`,
    usedNow: 'active now',
    used: (ago: string) => `active ${ago}`,
    endSession: (device: string) => `Sign out ${device}`,
    ending: 'Signing out…',
    endOthers: 'Sign out everywhere else',
    sessionsEnded: (count: number) =>
      plural(count, { one: 'Signed out of that device.', other: 'Signed out of # devices.' }),

    data: 'Your data',
    dataText:
      'Everything we store about you, in one file: account, sessions, ignored titles, titles added in the last 7 days, and the audit log.',
    download: 'Download as JSON',

    delete: 'Delete your account',
    deleteText: 'Immediate and permanent. Your AniList list isn’t changed.',
    deleteButton: 'Delete account',
    deleteTitle: 'Delete your account?',
    goes: 'Deleted right away:',
    goesPoints: [
      'your AniList token and the key that encrypts it',
      'all your sessions: you’ll be signed out everywhere',
      'your ignored and snoozed titles',
      'the record of titles you added here, so you can’t undo them any more',
    ],
    stays: 'Kept:',
    staysPoints: [
      'your AniList list, including everything you added to it',
      'audit log entries, under a number that no longer identifies you',
    ],
    typeName: (name: string) => `Type ${name} to confirm`,
    deleteForever: 'Delete permanently',
    deleted: 'Your account has been deleted',
    deletedText: 'To revoke our access on AniList as well, go to Settings > Apps there.',

    signedOutTitle: 'You’re not signed in',
    signedOutText:
      'Sign in to see what we store about you, manage your sessions, and export or delete your data.',
    noSignInText: 'Sign-in is turned off on this server, so it stores no account data.',
  }
}

export type AccountTexts = ReturnType<typeof englishAccount>

export function useAccountTexts(): AccountTexts {
  return useMoreTexts('account', englishAccount)
}

/** Texts for the settings page and the menu that leads there. */
export function englishSettings() {
  return {
    all: 'All settings',
    text: 'Saved on this device. Changes apply immediately.',
    looks: 'Appearance',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    languageOfBrowser: 'Browser default',
    titleLanguage: 'Title language',
    titles: 'Titles and scores',
    scores: 'Scores',
    scoresAsAniList: 'Same as AniList',
    scoreFormats: {
      POINT_100: '100 point',
      POINT_10_DECIMAL: '10 point decimal',
      POINT_10: '10 point',
      POINT_5: '5 star',
      POINT_3: '3 point smiley',
    } satisfies Record<ScoreFormat, string>,
    adult: 'Adult content',
    adultAsAniList: 'Same as AniList',
    adultShow: 'Show',
    adultHide: 'Hide',
    ordersText:
      'How the titles of each franchise are sorted. Each franchise can have its own order, on its page.',
    scanText:
      'Your defaults for every scan. They’re added to the link, so what you share looks the same for others.',
    memory: 'History',
    memoryText: 'Stored on this device: up to 6 recent usernames and 6 results, so you can see them offline.',
    forget: 'Clear history',
    forgotten: 'History cleared.',
    account: 'Manage your sessions, AniList access and data on your account page.',
  }
}

export type SettingsTexts = ReturnType<typeof englishSettings>

export function useSettingsTexts(): SettingsTexts {
  return useMoreTexts('settings', englishSettings)
}
