import { franchise } from '../franchise.ts'

export const bleach = franchise({
  synopsis: 'A student who sees ghosts takes on the duties of a reaper of souls.',
  genres: 'Action, Adventure, Supernatural',
  studio: 'Studio Pierrot',
  media: `
       269   269 TV    out       366×24 2004-10-05 2012-03-27 78 BLEACH | Bleach | BLEACH
      1686  1686 MOVIE out       1×93   2006-12-16 2006-12-16 73 BLEACH: Memories of Nobody | Bleach the Movie: Memories of Nobody | 劇場版BLEACH MEMORIES OF NOBODY
    116674 41467 TV    out       13×24  2022-10-11 2022-12-27 89 BLEACH: Sennen Kessen-hen | BLEACH: Thousand-Year Blood War | BLEACH 千年血戦篇
    159322 53998 TV    out       13×24  2023-07-08 2023-09-30 87 BLEACH: Sennen Kessen-hen - Ketsubetsu-tan | BLEACH: Thousand-Year Blood War - The Separation | BLEACH 千年血戦篇-訣別譚-
    169755 56784 TV    out       14×24  2024-10-05 2024-12-28 87 BLEACH: Sennen Kessen-hen - Soukoku-tan | BLEACH: Thousand-Year Blood War - The Conflict | BLEACH 千年血戦篇-相剋譚-
    185874 60636 TV    announced -      2026-07    -          -  BLEACH: Sennen Kessen-hen - Kashin-tan | BLEACH: Thousand-Year Blood War - The Calamity | BLEACH 千年血戦篇-禍進譚-
  `,
  relations: `
    269 SEQUEL 116674 SEQUEL 159322 SEQUEL 169755 SEQUEL 185874
    269 SIDE_STORY 1686
  `,
})
