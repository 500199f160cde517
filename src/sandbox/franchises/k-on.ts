import { franchise } from '../franchise.ts'

export const kOn = franchise({
  synopsis: 'Four girls save the light music club and drink more tea in it than they practise.',
  genres: 'Comedy, Music, Slice of Life',
  studio: 'Kyoto Animation',
  media: `
    5680 5680 TV      out 13×24 2009-04-03 2009-06-26 77 K-ON! | K-ON! | けいおん！
    6862 6862 SPECIAL out 1×24  2010-01-20 2010-01-20 76 K-ON!: Live House! | K-ON! Live House! | けいおん！ ライブハウス！
    7791 7791 TV      out 26×24 2010-04-07 2010-09-29 81 K-ON!! | K-ON! Season 2 | けいおん！！
    9734 9734 SPECIAL out 1×24  2011-03-16 2011-03-16 77 K-ON!!: Keikaku! | K-ON!! Plan! | けいおん！！ 計画！
    9617 9617 MOVIE   out 1×109 2011-12-03 2011-12-03 82 K-ON! Movie | K-ON! The Movie | 映画けいおん！
  `,
  relations: `
    5680 SEQUEL 7791 SEQUEL 9617
    5680 SIDE_STORY 6862
    7791 SIDE_STORY 9734
  `,
})
