import { franchise } from '../franchise.ts'

export const yourName = franchise({
  synopsis: "Two strangers in the city and in the mountains begin to wake up in each other's lives.",
  genres: 'Drama, Romance, Supernatural',
  studio: 'CoMix Wave Films',
  media: `
    21519 32281 MOVIE out 1×106 2016-08-26 2016-08-26 85 Kimi no Na wa. | Your Name. | 君の名は。
  `,
  relations: `
    21519 CHARACTER 16782
  `,
})
