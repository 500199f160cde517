import { franchise } from '../franchise.ts'

export const tsukiGaKirei = franchise({
  synopsis: 'A boy who writes and a girl who runs fall in love for the first time, mostly by text message.',
  genres: 'Drama, Romance, Slice of Life',
  studio: 'feel.',
  media: `
     98202 34822 TV      out 12×24 2017-04-07 2017-06-30 79 Tsuki ga Kirei | Tsukigakirei | 月がきれい
    100305 36539 SPECIAL out 1×6   2017-09-27 2017-09-27 70 Tsuki ga Kirei Special | - | 月がきれい
  `,
  relations: `
    98202 SIDE_STORY 100305
  `,
})
