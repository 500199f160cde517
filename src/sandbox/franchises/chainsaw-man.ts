import { franchise } from '../franchise.ts'

export const chainsawMan = franchise({
  synopsis:
    'A young man in debt is revived with the heart of a chainsaw devil and hunts devils for the state.',
  genres: 'Action, Drama, Horror, Supernatural',
  studio: 'MAPPA',
  media: `
    127230 44511 TV    out 12×24 2022-10-12 2022-12-28 84 Chainsaw Man | Chainsaw Man | チェンソーマン
    171627 57555 MOVIE out 1×100 2025-09-19 2025-09-19 90 Chainsaw Man: Reze-hen | Chainsaw Man – The Movie: Reze Arc | チェンソーマン レゼ篇
  `,
  relations: `
    127230 SEQUEL 171627
  `,
})
