import { franchise } from '../franchise.ts'

export const laidBackCamp = franchise({
  synopsis: 'Girls go camping in the cold, alone or together, and eat well by the fire.',
  genres: 'Comedy, Slice of Life',
  studio: 'C-Station',
  media: `
     98444 34798 TV      out 12×24 2018-01-04 2018-03-22 82 Yuru Camp△ | Laid-Back Camp | ゆるキャン△
    101206 37341 SPECIAL out 3×8   2018-03-28 2018-05-23 75 Yuru Camp△ Specials | - | ゆるキャン△
    104459 38474 TV      out 13×24 2021-01-07 2021-04-01 84 Yuru Camp△ SEASON 2 | Laid-Back Camp Season 2 | ゆるキャン△ SEASON2
    104460 38475 MOVIE   out 1×120 2022-07-01 2022-07-01 82 Yuru Camp△ Movie | Laid-Back Camp The Movie | 映画 ゆるキャン△
    155908 53410 TV      out 12×24 2024-04-04 2024-06-20 79 Yuru Camp△ SEASON 3 | Laid-Back Camp Season 3 | ゆるキャン△ SEASON3
  `,
  relations: `
    98444 SEQUEL 104459 SEQUEL 104460
    104459 SEQUEL 155908
    98444 SIDE_STORY 101206
  `,
})
