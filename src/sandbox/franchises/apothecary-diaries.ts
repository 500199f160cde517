import { franchise } from '../franchise.ts'

export const apothecaryDiaries = franchise({
  synopsis:
    'A girl who knows poisons is sold to the palace as a servant and solves what the court would rather hide.',
  genres: 'Drama, Mystery',
  studio: 'TOHO animation STUDIO',
  media: `
    161645  54492 TV    out    24×24 2023-10-22 2024-03-24 88 Kusuriya no Hitorigoto | The Apothecary Diaries | 薬屋のひとりごと
    176301  58514 TV    out    24×24 2025-01-10 2025-07-04 89 Kusuriya no Hitorigoto 2nd Season | The Apothecary Diaries Season 2 | 薬屋のひとりごと 第2期
    170508  56975 ONA   out    -     2023-10-23 -          70 Maomao no Hitorigoto | - | 猫猫のひとりごと
     99022 107562 MANGA airing -     2017-05-25 -          86 Kusuriya no Hitorigoto | The Apothecary Diaries | 薬屋のひとりごと
  `,
  relations: `
    161645 SEQUEL 176301
    161645 SIDE_STORY 170508
    161645 ALTERNATIVE 99022
  `,
})
