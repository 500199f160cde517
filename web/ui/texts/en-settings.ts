import type { ScoreFormat } from '../../../src/core/score.ts'

/** Texts for the settings page. They load with it. */
export function englishSettings() {
  return {
    all: 'All settings',
    text: 'Saved on this device. Changes apply immediately.',
    looks: 'Appearance',
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
