import type { ScoreFormat } from '../../../src/core/score.ts'

/** The texts of the settings, which come with those pages. */
export function englishSettings() {
  return {
    all: 'All settings',
    text: 'Kept on this device only. Changes apply at once.',
    looks: 'Appearance',
    titles: 'Titles and scores',
    scores: 'Scores',
    scoresAsAniList: 'As at AniList',
    scoreFormats: {
      POINT_100: 'Of 100',
      POINT_10_DECIMAL: 'Of 10, with a decimal',
      POINT_10: 'Of 10',
      POINT_5: 'Of 5, stars',
      POINT_3: 'Of 3, faces',
    } satisfies Record<ScoreFormat, string>,
    adult: 'Titles for adults',
    adultAsAniList: 'As set at AniList',
    adultShow: 'Show them',
    adultHide: 'Leave them out',
    scanText:
      'Used where an address does not say. What you see then stands in its address, so that you can share it.',
    memory: 'What this device remembers',
    memoryText:
      'The last names that you looked up, and the last results, for when AniList or the network is away.',
    forget: 'Forget names and results',
    forgotten: 'Names and results are forgotten.',
    account: 'Sessions, the access to AniList and your data are on the page of your account.',
  }
}

export type SettingsTexts = ReturnType<typeof englishSettings>
