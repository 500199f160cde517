import { franchise } from '../franchise.ts'

export const dandadan = franchise({
  synopsis: 'A girl who believes in ghosts and a boy who believes in aliens find out that both are right.',
  genres: 'Action, Comedy, Supernatural',
  studio: 'Science SARU',
  media: `
    171018 57334 TV out 12×24 2024-10-04 2024-12-20 84 Dandadan | DAN DA DAN | ダンダダン
    185660 60543 TV out 12×24 2025-07-04 2025-09-19 84 Dandadan 2nd Season | DAN DA DAN Season 2 | ダンダダン 第2期
  `,
  relations: `
    171018 SEQUEL 185660
  `,
})
