import { franchise } from '../franchise.ts'

export const demonSlayer = franchise({
  synopsis:
    'After demons kill his family, a charcoal seller trains with the sword to cure the sister they turned.',
  genres: 'Action, Adventure, Drama, Fantasy',
  studio: 'ufotable',
  media: `
    101922 38000 TV    out 26×24 2019-04-06 2019-09-28 83 Kimetsu no Yaiba | Demon Slayer: Kimetsu no Yaiba | 鬼滅の刃
    112151 40456 MOVIE out 1×117 2020-10-16 2020-10-16 86 Kimetsu no Yaiba: Mugen Ressha-hen | Demon Slayer -Kimetsu no Yaiba- The Movie: Mugen Train | 劇場版 鬼滅の刃 無限列車編
    129874 49926 TV    out 7×24  2021-10-10 2021-11-28 83 Kimetsu no Yaiba: Mugen Ressha-hen (TV) | Demon Slayer: Kimetsu no Yaiba Mugen Train Arc | 鬼滅の刃 無限列車編
    142329 47778 TV    out 11×24 2021-12-05 2022-02-13 86 Kimetsu no Yaiba: Yuukaku-hen | Demon Slayer: Kimetsu no Yaiba Entertainment District Arc | 鬼滅の刃 遊郭編
    145139 51019 TV    out 11×24 2023-04-09 2023-06-18 81 Kimetsu no Yaiba: Katanakaji no Sato-hen | Demon Slayer: Kimetsu no Yaiba Swordsmith Village Arc | 鬼滅の刃 刀鍛冶の里編
    166240 55701 TV    out 8×24  2024-05-12 2024-06-30 80 Kimetsu no Yaiba: Hashira Geiko-hen | Demon Slayer: Kimetsu no Yaiba Hashira Training Arc | 鬼滅の刃 柱稽古編
    178788 59192 MOVIE out 1×155 2025-07-18 2025-07-18 87 Kimetsu no Yaiba: Mugen-jou-hen Movie 1 - Akaza Sairai | Demon Slayer: Kimetsu no Yaiba Infinity Castle | 劇場版 鬼滅の刃 無限城編 第一章 猗窩座再来
  `,
  relations: `
    101922 SEQUEL 112151 SEQUEL 142329 SEQUEL 145139 SEQUEL 166240 SEQUEL 178788
    101922 SEQUEL 129874 SEQUEL 142329
    112151 ALTERNATIVE 129874
  `,
})
