import { franchise } from '../franchise.ts'

export const frieren = franchise({
  synopsis:
    "Long after the heroes' quest, the elf who outlived them travels the same road again to understand them.",
  genres: 'Adventure, Drama, Fantasy',
  studio: 'Madhouse',
  media: `
    154587  52991 TV    out      28×24 2023-09-29 2024-03-22 91 Sousou no Frieren | Frieren: Beyond Journey’s End | 葬送のフリーレン
    182255  59978 TV    airing:2 10×24 2026-01-16 -          90 Sousou no Frieren 2nd Season | Frieren: Beyond Journey’s End Season 2 | 葬送のフリーレン 第2期
    170068  56885 ONA   out      12×2  2023-10-11 2024-03-27 72 Sousou no Frieren: ●● no Mahou | - | 葬送のフリーレン ～●●の魔法～
    189513      - ONA   out      6×2   2025       2025       -  Sousou no Frieren: ●● no Mahou Part 2 | - | 葬送のフリーレン ～●●の魔法～ 第2弾
    169811  56805 MUSIC out      1×4   2023-09-29 2023-09-29 -  Yuusha | The Brave | 勇者
    175691  58313 MUSIC out      1×5   2024-03-05 2024-03-05 -  Haru | Sunny | 晴る
    118586 126287 MANGA airing   -     2020-04-28 -          85 Sousou no Frieren | Frieren: Beyond Journey’s End | 葬送のフリーレン
  `,
  relations: `
    154587 SEQUEL 182255
    118586 ADAPTATION 154587
    154587 SIDE_STORY 170068 SEQUEL 189513
    154587 CHARACTER 169811
    154587 OTHER 175691
  `,
})
