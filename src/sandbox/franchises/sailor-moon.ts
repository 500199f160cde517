import { franchise } from '../franchise.ts'

export const sailorMoon = franchise({
  synopsis: 'A schoolgirl who cries easily is told by a cat that she must defend the Earth.',
  genres: 'Comedy, Drama, Mahou Shoujo, Romance',
  studio: 'Toei Animation',
  media: `
      530   530 TV  out 46×24 1992-03-07 1993-02-27 77 Bishoujo Senshi Sailor Moon | Sailor Moon | 美少女戦士セーラームーン
      740   740 TV  out 43×24 1993-03-06 1994-03-12 76 Bishoujo Senshi Sailor Moon R | Sailor Moon R | 美少女戦士セーラームーンR
      532   532 TV  out 38×24 1994-03-19 1995-02-25 78 Bishoujo Senshi Sailor Moon S | Sailor Moon S | 美少女戦士セーラームーンS
     1239  1239 TV  out 39×24 1995-03-04 1996-03-02 74 Bishoujo Senshi Sailor Moon SuperS | Sailor Moon SuperS | 美少女戦士セーラームーンSuperS
      996   996 TV  out 34×24 1996-03-09 1997-02-08 77 Bishoujo Senshi Sailor Moon: Sailor Stars | Sailor Moon Sailor Stars | 美少女戦士セーラームーンセーラースターズ
    14751 14751 ONA out 26×24 2014-07-05 2015-07-18 67 Bishoujo Senshi Sailor Moon Crystal | Sailor Moon Crystal | 美少女戦士セーラームーンCrystal
    21462 31733 TV  out 13×24 2016-04-04 2016-06-27 73 Bishoujo Senshi Sailor Moon Crystal Season III | Sailor Moon Crystal Season 3 | 美少女戦士セーラームーンCrystal Season III
  `,
  relations: `
    530 SEQUEL 740 SEQUEL 532 SEQUEL 1239 SEQUEL 996
    530 ALTERNATIVE 14751
    14751 SEQUEL 21462
  `,
})
