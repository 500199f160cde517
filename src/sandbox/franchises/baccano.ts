import { franchise } from '../franchise.ts'

export const baccano = franchise({
  synopsis: 'Gangsters, thieves and immortals cross paths on a train through the America of 1931.',
  genres: 'Action, Mystery, Supernatural',
  studio: "Brain's Base",
  media: `
    2251 2251 TV      out 13×24 2007-07-27 2007-11-02 82 Baccano! | Baccano! | バッカーノ！
    3901 3901 SPECIAL out 3×24  2008-02-27 2008-05-28 78 Baccano! Specials | - | バッカーノ！
  `,
  relations: `
    2251 SEQUEL 3901
  `,
})
