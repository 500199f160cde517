import { franchise } from '../franchise.ts'

export const soloLeveling = franchise({
  synopsis: 'The weakest of the hunters survives a trap and finds that he alone can grow stronger.',
  genres: 'Action, Adventure, Fantasy',
  studio: 'A-1 Pictures',
  media: `
    151807 52299 TV out 12×24 2024-01-07 2024-03-31 82 Ore dake Level Up na Ken | Solo Leveling | 俺だけレベルアップな件
    176496 58567 TV out 13×24 2025-01-05 2025-03-30 86 Ore dake Level Up na Ken: Season 2 - Arise from the Shadow | Solo Leveling Season 2 -Arise from the Shadow- | 俺だけレベルアップな件 Season 2 -Arise from the Shadow-
  `,
  relations: `
    151807 SEQUEL 176496
  `,
})
