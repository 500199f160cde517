import { franchise } from '../franchise.ts'

export const toriko = franchise({
  synopsis: 'A hunter of rare foods travels the world to put together the best meal there is.',
  genres: 'Action, Adventure, Fantasy',
  studio: 'Toei Animation',
  media: `
    10033 10033 TV out 147×24 2011-04-03 2014-03-30 74 Toriko | - | トリコ
  `,
  relations: `
    10033 CHARACTER 813
  `,
})
