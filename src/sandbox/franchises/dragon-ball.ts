import { franchise } from '../franchise.ts'

export const dragonBall = franchise({
  synopsis:
    'A boy with a tail goes out to gather seven wishing balls and grows into the strongest fighter alive.',
  genres: 'Action, Adventure, Comedy, Sci-Fi',
  studio: 'Toei Animation',
  media: `
       223   223 TV      out 153×25 1986-02-26 1989-04-19 79 Dragon Ball | Dragon Ball | ドラゴンボール
       813   813 TV      out 291×24 1989-04-26 1996-01-31 81 Dragon Ball Z | Dragon Ball Z | ドラゴンボールZ
       225   225 TV      out 64×24  1996-02-07 1997-11-19 63 Dragon Ball GT | Dragon Ball GT | ドラゴンボールGT
      6033  6033 TV      out 97×24  2009-04-05 2011-03-27 77 Dragon Ball Kai | Dragon Ball Z Kai | ドラゴンボール改
     11359 11359 SPECIAL out 1×23   2011-08-02 2011-08-02 73 Dragon Ball Kai: Mirai ni Heiwa wo! Goku no Tamashii yo Eien ni | - | ドラゴンボール改 未来に平和を!悟空の魂よ永遠に
     20635 22777 TV      out 61×24  2014-04-06 2015-06-28 76 Dragon Ball Kai (2014) | Dragon Ball Z Kai: The Final Chapters | ドラゴンボール改
     21175 30694 TV      out 131×23 2015-07-05 2018-03-25 74 Dragon Ball Super | Dragon Ball Super | ドラゴンボール超
    101302 36946 MOVIE   out 1×100  2018-12-14 2018-12-14 79 Dragon Ball Super: Broly | Dragon Ball Super: Broly | ドラゴンボール超 ブロリー
    133898 48903 MOVIE   out 1×99   2022-06-11 2022-06-11 76 Dragon Ball Super: SUPER HERO | Dragon Ball Super: SUPER HERO | ドラゴンボール超 スーパーヒーロー
    170083 56894 TV      out 20×24  2024-10-11 2025-02-28 76 Dragon Ball DAIMA | Dragon Ball DAIMA | ドラゴンボールDAIMA
  `,
  relations: `
    223 SEQUEL 813 SEQUEL 225
    813 ALTERNATIVE 6033
    6033 SEQUEL 11359
    6033 SEQUEL 20635
    813 SEQUEL 21175 SEQUEL 101302 SEQUEL 133898
    813 SEQUEL 170083
  `,
})
