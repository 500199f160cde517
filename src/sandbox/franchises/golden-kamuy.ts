import { franchise } from '../franchise.ts'

export const goldenKamuy = franchise({
  synopsis: 'A veteran and an Ainu girl race soldiers and outlaws to gold whose map is tattooed on convicts.',
  genres: 'Action, Adventure, Drama',
  studio: 'Geno Studio',
  media: `
     99699 36028 TV    out      12×23 2018-04-09 2018-06-25 77 Golden Kamuy | Golden Kamuy | ゴールデンカムイ
    102977 37989 TV    out      12×23 2018-10-08 2018-12-24 80 Golden Kamuy 2nd Season | Golden Kamuy Season 2 | ゴールデンカムイ 第二期
    110355 40059 TV    out      12×23 2020-10-05 2020-12-21 82 Golden Kamuy 3rd Season | Golden Kamuy Season 3 | ゴールデンカムイ 第三期
    142343 50528 TV    out      13×23 2022-10-03 2023-06-26 81 Golden Kamuy 4th Season | Golden Kamuy Season 4 | ゴールデンカムイ 第四期
    166521 55772 TV    airing:4 13×23 2026-01-05 -          82 Golden Kamuy: Saishuu Shou | Golden Kamuy Final Season | ゴールデンカムイ 最終章
    106506 37755 ONA   out      46×1  2018-04-16 2023-06-27 66 Golden Kamuy: Golden Douga Gekijou | - | ゴールデンカムイ 「ゴールデン道画劇場」
     86559 85968 MANGA out      -     2014-08-21 2022-04-28 86 Golden Kamuy | Golden Kamuy | ゴールデンカムイ
  `,
  relations: `
    99699 SEQUEL 102977 SEQUEL 110355 SEQUEL 142343 SEQUEL 166521
    86559 ADAPTATION 99699
    110355 SPIN_OFF 106506 one-way
    142343 SPIN_OFF 106506 one-way
  `,
})
