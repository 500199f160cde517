/** The English texts of every page and of the first one. Other languages must have the same shape to compile. */
export const english = {
  productName: 'Sequel Finder for AniList',
  shortName: 'Sequel Finder',
  pageTitle: (page: string) => `${page} · Sequel Finder for AniList`,

  shell: {
    skipToContent: 'Skip to content',
    home: 'Sequel Finder, home',
    primary: 'Main',
    settings: 'Settings',
    titleLanguages: { english: 'English', romaji: 'Romaji', native: 'Native' },
    signIn: 'Sign in',
    signInLong: 'Sign in with AniList',
    unofficial: 'Unofficial. Not affiliated with or endorsed by AniList.',
    keys: 'Keyboard shortcuts',
    api: 'API',
    close: 'Close',
    dismiss: 'Dismiss',
    loading: 'Loading',
    pageOpened: (page: string) => `Opened ${page}`,
  },

  account: {
    menu: (name: string) => `${name}, account menu`,
    yourList: 'My missing sequels',
  },

  keys: {
    andThen: 'then',
    help: 'Show shortcuts',
    home: 'Go home',
    settings: 'Go to settings',
    account: 'Go to your account',
    search: 'Search',
  },

  home: {
    question: 'What did you miss?',
    promise: 'Find every sequel missing from your AniList, no matter how far down the line.',
    field: 'AniList username',
    find: 'Find sequels',
    nameInvalid:
      'Usernames only contain letters, numbers, - and _. Yours is in your profile link: anilist.co/user/NAME',
    nameMissing: 'Enter your AniList username.',
    recent: 'Recent',
    forget: (name: string) => `Remove ${name}`,
    demo: 'This is a demo with sample users. Try',
    demoSignIn: (name: string) => `Sign in as ${name}`,
    publicOnly: 'Works with any public list. List private? Sign in.',
    publicOnlyWithoutSignIn:
      'Your list has to be public. No account needed, and your last results are kept on this device only.',
    points: [
      {
        title: 'Nothing slips through',
        text: 'We follow every series to the end: the season after the movie after the special.',
      },
      {
        title: 'Fast',
        text: 'Thousands of entries checked in seconds, with only a handful of requests to AniList.',
      },
      { title: 'Nothing hidden', text: 'Anything a filter leaves out is counted and one tap away.' },
    ],
  },

  notFound: {
    title: 'Page not found',
    text: 'The link may be old or mistyped.',
    home: 'Go home',
  },

  crash: {
    title: 'Something broke',
    text: 'Reloading usually helps. Your AniList wasn’t changed.',
    reload: 'Reload',
    details: 'Error details',
  },
}

export type Texts = typeof english
