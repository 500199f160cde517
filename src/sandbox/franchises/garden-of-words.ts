import { franchise } from '../franchise.ts'

export const gardenOfWords = franchise({
  synopsis: 'On rainy mornings a pupil who wants to make shoes meets a woman in the park.',
  genres: 'Drama, Romance, Slice of Life',
  studio: 'CoMix Wave Films',
  media: `
    16782 16782 MOVIE out 1×46 2013-05-31 2013-05-31 77 Kotonoha no Niwa | The Garden of Words | 言の葉の庭
    81747 51747 MANGA out -    2013-04-25 2013-10-25 75 Kotonoha no Niwa | The Garden of Words | 言の葉の庭
  `,
  relations: `
    16782 ADAPTATION 81747
  `,
})
