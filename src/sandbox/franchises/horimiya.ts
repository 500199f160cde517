import { franchise } from '../franchise.ts'

export const horimiya = franchise({
  synopsis: 'A popular girl and a quiet boy find out by chance who the other is outside school.',
  genres: 'Comedy, Romance, Slice of Life',
  studio: 'CloverWorks',
  media: `
    124080 42897 TV    out 13×24 2021-01-10 2021-04-04 81 Horimiya | Horimiya | ホリミヤ
    163132 54856 TV    out 13×24 2023-07-01 2023-09-23 81 Horimiya: piece | Horimiya: The Missing Pieces | ホリミヤ -piece-
     72451 42451 MANGA out -     2011-10-18 2023-07-18 82 Horimiya | Horimiya | ホリミヤ
  `,
  relations: `
    72451 ADAPTATION 124080
    72451 ADAPTATION 163132
    124080 SIDE_STORY 163132
  `,
})
