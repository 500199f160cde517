/** The texts of the settings, which come with those pages. */
export function englishSettings() {
  return {
    all: 'All settings',
    text: 'They are kept on this device only, and hold at once.',
    looks: 'Appearance',
    titles: 'Titles',
    adult: 'Titles for adults',
    adultText: 'AniList marks them. Unless asked for, they are counted and left out.',
    adultAsAniList: 'As set at AniList',
    adultShow: 'Show them',
    adultHide: 'Leave them out',
    scanText:
      'Holds where an address does not say anything of it. What you find can still be shared: the address then says it.',
    memory: 'What this device remembers',
    memoryText:
      'The last names that you looked up, and the last results, for when AniList or the network is away.',
    forget: 'Forget names and results',
    forgotten: 'Names and results are forgotten.',
    account: 'Sessions, the access to AniList and your data are on the page of your account.',
  }
}

export type SettingsTexts = ReturnType<typeof englishSettings>
