import { franchise } from '../franchise.ts'

export const madeInAbyss = franchise({
  synopsis: 'A girl and a boy who is partly machine climb down a chasm from which hardly anyone returns.',
  genres: 'Adventure, Drama, Fantasy, Mystery',
  studio: 'Kinema Citrus',
  media: `
     97986 34599 TV    out 13×25 2017-07-07 2017-09-29 84 Made in Abyss | Made in Abyss | メイドインアビス
    101343 37514 MOVIE out 1×119 2019-01-04 2019-01-04 81 Made in Abyss Movie 1: Tabidachi no Yoake | Made in Abyss: Journey's Dawn | 劇場版総集編 メイドインアビス 前編 旅立ちの夜明け
    101344 37515 MOVIE out 1×108 2019-01-18 2019-01-18 83 Made in Abyss Movie 2: Hourou Suru Tasogare | Made in Abyss: Wandering Twilight | 劇場版総集編 メイドインアビス 後編 放浪する黄昏
    100643 36862 MOVIE out 1×105 2020-01-17 2020-01-17 86 Made in Abyss: Fukaki Tamashii no Reimei | Made in Abyss: Dawn of the Deep Soul | 劇場版 メイドインアビス 深き魂の黎明
    114745 41084 TV    out 12×25 2022-07-06 2022-09-28 85 Made in Abyss: Retsujitsu no Ougonkyou | Made in Abyss: The Golden City of the Scorching Sun | メイドインアビス 烈日の黄金郷
  `,
  relations: `
    97986 SEQUEL 100643 SEQUEL 114745
    97986 SUMMARY 101343 SEQUEL 101344
    97986 SUMMARY 101344
  `,
})
