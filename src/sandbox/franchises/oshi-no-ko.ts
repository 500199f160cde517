import { franchise } from '../franchise.ts'

export const oshiNoKo = franchise({
  synopsis: 'A doctor is born again as the child of the idol he admired, and sees how her world works.',
  genres: 'Drama, Mystery, Psychological, Supernatural',
  studio: 'Doga Kobo',
  media: `
    150672 52034 TV out      11×30 2023-04-12 2023-06-28 85 "Oshi no Ko" | "Oshi no Ko" | 【推しの子】
    166531 55791 TV out      13×24 2024-07-03 2024-10-06 84 "Oshi no Ko" 2nd Season | "Oshi no Ko" Season 2 | 【推しの子】第2期
    182587 60058 TV airing:3 11×24 2026-01-14 -          83 "Oshi no Ko" 3rd Season | "Oshi no Ko" Season 3 | 【推しの子】第3期
  `,
  relations: `
    150672 SEQUEL 166531 SEQUEL 182587
  `,
})
