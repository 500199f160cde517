import { franchise } from '../franchise.ts'

export const vinlandSaga = franchise({
  synopsis: 'A boy seeks revenge among Vikings and grows into a man who wants a country without swords.',
  genres: 'Action, Adventure, Drama',
  studio: 'Wit Studio',
  media: `
    101348 37521 TV out 24×24 2019-07-07 2019-12-29 86 Vinland Saga | Vinland Saga | ヴィンランド・サガ
    136430 49387 TV out 24×24 2023-01-10 2023-06-20 87 Vinland Saga SEASON 2 | Vinland Saga Season 2 | ヴィンランド・サガ SEASON 2
  `,
  relations: `
    101348 SEQUEL 136430
  `,
})
