import { franchise } from '../franchise.ts'

export const eightySix = franchise({
  synopsis:
    'Young soldiers who officially do not exist fight a war under a commander who has never seen the front.',
  genres: 'Action, Drama, Mecha, Sci-Fi',
  studio: 'A-1 Pictures',
  media: `
    116589  41457 TV    out    11×24 2021-04-11 2021-06-20 80 86: Eighty Six | 86 EIGHTY-SIX | 86－エイティシックス－
    131586  48569 TV    out    12×24 2021-10-03 2022-03-19 87 86: Eighty Six Part 2 | 86 EIGHTY-SIX Part 2 | 86－エイティシックス－ 第2クール
    140168  50098 MUSIC out    1×4   2021-10-10 2021-10-10 -  Kyoukaisen | - | 境界線
     98610 104039 NOVEL airing -     2017-02-10 -          85 86: Eighty Six | 86―EIGHTY-SIX | 86―エイティシックス―
  `,
  relations: `
    116589 SEQUEL 131586
    98610 ADAPTATION 116589
    98610 ADAPTATION 131586
    131586 OTHER 140168
  `,
})
