import { franchise } from '../franchise.ts'

export const drStone = franchise({
  synopsis:
    'Thousands of years after everyone turned to stone, a young scientist rebuilds civilisation step by step.',
  genres: 'Action, Adventure, Comedy, Sci-Fi',
  studio: 'TMS Entertainment',
  media: `
    105333 38691 TV      out       24×24 2019-07-05 2019-12-13 81 Dr. STONE | Dr. STONE | Dr. STONE
    113936 40852 TV      out       11×24 2021-01-14 2021-03-25 81 Dr. STONE: STONE WARS | Dr. STONE Season 2 | Dr.STONE STONE WARS
    142876 50612 SPECIAL out       1×54  2022-07-10 2022-07-10 80 Dr. STONE: Ryuusui | Dr. STONE Special Episode - RYUSUI | Dr.STONE 龍水
    131518 48549 TV      out       11×24 2023-04-06 2023-06-15 81 Dr. STONE: NEW WORLD | Dr. STONE New World | Dr.STONE NEW WORLD
    162670 55644 TV      out       11×24 2023-10-12 2023-12-21 83 Dr. STONE: NEW WORLD Part 2 | Dr. STONE New World Part 2 | Dr.STONE NEW WORLD 第2クール
    172019 57592 TV      out       12×24 2025-01-09 2025-03-27 81 Dr. STONE: SCIENCE FUTURE | Dr. STONE SCIENCE FUTURE | Dr.STONE SCIENCE FUTURE
    189117 61322 TV      out       12×24 2025-07-10 2025-09-25 83 Dr. STONE: SCIENCE FUTURE Part 2 | Dr. STONE SCIENCE FUTURE Cour 2 | Dr.STONE SCIENCE FUTURE 第2クール
    199221 62568 TV      announced -     2026-04    -          -  Dr. STONE: SCIENCE FUTURE Part 3 | Dr. STONE SCIENCE FUTURE Cour 3 | Dr.STONE SCIENCE FUTURE 第3クール
  `,
  relations: `
    105333 SEQUEL 113936 SEQUEL 142876 SEQUEL 131518 SEQUEL 162670 SEQUEL 172019 SEQUEL 189117 SEQUEL 199221
    113936 SEQUEL 131518 one-way
  `,
})
