import { franchise } from '../franchise.ts'

export const violetEvergarden = franchise({
  synopsis: 'A former soldier who writes letters for others learns what the last words said to her meant.',
  genres: 'Drama, Fantasy, Slice of Life',
  studio: 'Kyoto Animation',
  media: `
     21827 33352 TV    out 13×24 2018-01-11 2018-04-05 85 Violet Evergarden | Violet Evergarden | ヴァイオレット・エヴァーガーデン
    101432 37095 OVA   out 1×34  2018-07-04 2018-07-04 83 Violet Evergarden: Kitto "Ai" wo Shiru Hi ga Kuru no Darou | Violet Evergarden: Special | ヴァイオレット・エヴァーガーデン きっと"愛"を知る日が来るのだろう
    109190 39741 MOVIE out 1×90  2019-09-06 2019-09-06 83 Violet Evergarden Gaiden: Eien to Jidou Shuki Ningyou | Violet Evergarden: Eternity and the Auto Memory Doll | ヴァイオレット・エヴァーガーデン 外伝~永遠と自動手記人形~
    103047 37987 MOVIE out 1×140 2020-09-18 2020-09-18 88 Violet Evergarden Movie | Violet Evergarden: the Movie | 劇場版 ヴァイオレット・エヴァーガーデン
     97298 98930 NOVEL out -     2015-12-25 2016-12-26 78 Violet Evergarden | - | ヴァイオレット・エヴァーガーデン
  `,
  relations: `
    21827 SEQUEL 109190 SEQUEL 103047
    21827 SIDE_STORY 101432
    97298 ADAPTATION 21827
    97298 ADAPTATION 103047
  `,
})
