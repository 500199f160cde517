import { franchise } from '../franchise.ts'

export const nonNonBiyori = franchise({
  synopsis: 'Five pupils of all ages share one classroom, and all four seasons, far out in the country.',
  genres: 'Comedy, Slice of Life',
  studio: 'Silver Link',
  media: `
     17549 17549 TV  out 12×24 2013-10-08 2013-12-24 78 Non Non Biyori | Non Non Biyori | のんのんびより
     20497 21667 OVA out 1×24  2014-07-23 2014-07-23 76 Non Non Biyori: Okinawa e Ikukoto ni Natta | - | のんのんびより 沖縄へ行くことになった
     20694 23623 TV  out 12×24 2015-07-07 2015-09-22 81 Non Non Biyori Repeat | Non Non Biyori Repeat | のんのんびより りぴーと
    109403 39808 TV  out 12×24 2021-01-11 2021-03-29 83 Non Non Biyori Nonstop | Non Non Biyori Nonstop | のんのんびより のんすとっぷ
  `,
  relations: `
    17549 SEQUEL 20694 SEQUEL 109403
    17549 SIDE_STORY 20497
  `,
})
