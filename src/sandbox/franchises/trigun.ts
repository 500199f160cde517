import { franchise } from '../franchise.ts'

export const trigun = franchise({
  synopsis: 'A gunman with a price on his head crosses a desert planet and will not kill anyone.',
  genres: 'Action, Adventure, Comedy, Sci-Fi',
  studio: 'Madhouse',
  media: `
         6     6 TV    out      26×24 1998-04-01 1998-09-30 79 TRIGUN | Trigun | トライガン
      4106  4106 MOVIE out      1×90  2010-04-24 2010-04-24 76 TRIGUN: Badlands Rumble | Trigun: Badlands Rumble | トライガン Badlands Rumble
    151040 52093 TV    out      12×24 2023-01-07 2023-03-25 77 TRIGUN STAMPEDE | TRIGUN STAMPEDE | TRIGUN STAMPEDE
    163144 54863 TV    airing:3 12×24 2026-01-10 -          78 TRIGUN STARGAZE | TRIGUN STARGAZE | TRIGUN STARGAZE
  `,
  relations: `
    6 SIDE_STORY 4106
    6 ALTERNATIVE 151040
    151040 SEQUEL 163144
  `,
})
