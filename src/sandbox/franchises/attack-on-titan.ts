import { franchise } from '../franchise.ts'

export const attackOnTitan = franchise({
  synopsis:
    'Mankind lives behind high walls, and a boy who lost his home swears to drive out the giants beyond them.',
  genres: 'Action, Drama, Fantasy, Mystery',
  studio: 'Wit Studio',
  media: `
     16498 16498 TV      out 25×24 2013-04-07 2013-09-28 85 Shingeki no Kyojin | Attack on Titan | 進撃の巨人
     20958 25777 TV      out 12×24 2017-04-01 2017-06-17 85 Shingeki no Kyojin Season 2 | Attack on Titan Season 2 | 進撃の巨人 Season 2
     99147 35760 TV      out 12×24 2018-07-23 2018-10-15 85 Shingeki no Kyojin Season 3 | Attack on Titan Season 3 | 進撃の巨人 Season 3
    104578 38524 TV      out 10×24 2019-04-29 2019-07-01 89 Shingeki no Kyojin Season 3 Part 2 | Attack on Titan Season 3 Part 2 | 進撃の巨人 Season 3 Part 2
    110277 40028 TV      out 16×24 2020-12-07 2021-03-29 86 Shingeki no Kyojin: The Final Season | Attack on Titan Final Season | 進撃の巨人 The Final Season
    131681 48583 TV      out 12×24 2022-01-10 2022-04-04 87 Shingeki no Kyojin: The Final Season Part 2 | Attack on Titan Final Season Part 2 | 進撃の巨人 The Final Season Part 2
    146984 51535 SPECIAL out 1×61  2023-03-04 2023-03-04 88 Shingeki no Kyojin: The Final Season - Kanketsu-hen Zenpen | Attack on Titan Final Season THE FINAL CHAPTERS Special 1 | 進撃の巨人 The Final Season完結編 前編
    162314     - SPECIAL out 1×85  2023-11-05 2023-11-05 88 Shingeki no Kyojin: The Final Season - Kanketsu-hen Kouhen | Attack on Titan Final Season THE FINAL CHAPTERS Special 2 | 進撃の巨人 The Final Season完結編 後編
     18397 18397 OVA     out 3×25  2013-12-09 2014-08-08 75 Shingeki no Kyojin OVA | Attack on Titan OVA | 進撃の巨人 OVA
     20811 25781 OVA     out 2×27  2014-12-09 2015-04-09 80 Shingeki no Kyojin: Kuinaki Sentaku | Attack on Titan: No Regrets | 進撃の巨人 悔いなき選択
     99634 36106 OVA     out 3×25  2017-12-08 2018-08-09 76 Shingeki no Kyojin: Lost Girls | Attack on Titan: Lost Girls | 進撃の巨人 LOST GIRLS
     20691 23775 MOVIE   out 1×120 2014-11-22 2014-11-22 76 Shingeki no Kyojin Movie 1: Guren no Yumiya | Attack on Titan: Crimson Bow and Arrow | 劇場版 進撃の巨人 前編 紅蓮の弓矢
     20692 23777 MOVIE   out 1×120 2015-06-27 2015-06-27 77 Shingeki no Kyojin Movie 2: Jiyuu no Tsubasa | Attack on Titan: Wings of Freedom | 劇場版 進撃の巨人 後編 自由の翼
     21281 31374 TV      out 12×24 2015-10-04 2015-12-20 68 Shingeki! Kyojin Chuugakkou | Attack on Titan: Junior High | 進撃!巨人中学校
     53390 23390 MANGA   out -     2009-09-09 2021-04-09 84 Shingeki no Kyojin | Attack on Titan | 進撃の巨人
  `,
  relations: `
    16498 SEQUEL 20958 SEQUEL 99147 SEQUEL 104578 SEQUEL 110277 SEQUEL 131681 SEQUEL 146984 SEQUEL 162314
    53390 ADAPTATION 16498
    53390 ADAPTATION 20958 one-way
    16498 SIDE_STORY 18397
    16498 SIDE_STORY 20811
    20958 SIDE_STORY 99634
    16498 COMPILATION 20691 SEQUEL 20692
    16498 COMPILATION 20692
    16498 SPIN_OFF 21281
  `,
})
