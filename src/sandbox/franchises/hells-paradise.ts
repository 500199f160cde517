import { franchise } from '../franchise.ts'

export const hellsParadise = franchise({
  synopsis:
    'A condemned assassin is promised a pardon if he brings back the elixir of life from a deadly island.',
  genres: 'Action, Adventure, Mystery, Supernatural',
  studio: 'MAPPA',
  media: `
    128893 46569 TV out      13×24 2023-04-01 2023-07-01 80 Jigokuraku | Hell's Paradise | 地獄楽
    166613 55825 TV airing:3 12×24 2026-01-11 -          79 Jigokuraku 2nd Season | Hell's Paradise Season 2 | 地獄楽 第2期
  `,
  relations: `
    128893 SEQUEL 166613
  `,
})
