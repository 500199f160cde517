import { franchise } from '../franchise.ts'

export const jujutsuKaisen = franchise({
  synopsis:
    'A student swallows a cursed finger to save his friends and becomes the vessel of a king of curses.',
  genres: 'Action, Drama, Supernatural',
  studio: 'MAPPA',
  media: `
    113415  40748 TV    out      24×24 2020-10-03 2021-03-27 85 Jujutsu Kaisen | JUJUTSU KAISEN | 呪術廻戦
    131573  48561 MOVIE out      1×105 2021-12-24 2021-12-24 84 Jujutsu Kaisen 0 | JUJUTSU KAISEN 0 | 劇場版 呪術廻戦 0
    145064  51009 TV    out      23×24 2023-07-06 2023-12-28 87 Jujutsu Kaisen 2nd Season | JUJUTSU KAISEN Season 2 | 呪術廻戦 第2期
    172463  57658 TV    airing:4 12×24 2026-01-09 -          86 Jujutsu Kaisen: Shimetsu Kaiyuu - Zenpen | JUJUTSU KAISEN Season 3: The Culling Game Part 1 | 呪術廻戦 死滅回游 前編
    101517 113138 MANGA out      -     2018-03-05 2024-09-30 82 Jujutsu Kaisen | Jujutsu Kaisen | 呪術廻戦
  `,
  relations: `
    113415 SEQUEL 145064 SEQUEL 172463
    131573 SEQUEL 113415
    101517 ADAPTATION 113415
    101517 ADAPTATION 145064
  `,
})
