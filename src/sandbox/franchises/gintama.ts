import { franchise } from '../franchise.ts'

export const gintama = franchise({
  synopsis: 'Aliens rule Edo, the age of the sword is over, and a samurai takes any odd job to pay the rent.',
  genres: 'Action, Comedy, Drama, Sci-Fi',
  studio: 'Sunrise',
  media: `
       918   918 TV    out 201×24 2006-04-04 2010-03-25 87 Gintama | Gintama | 銀魂
      7472  7472 MOVIE out 1×96   2010-04-24 2010-04-24 83 Gintama Movie: Shin'yaku Benizakura-hen | Gintama: The Movie | 劇場版 銀魂 新訳紅桜篇
      9969  9969 TV    out 51×24  2011-04-04 2012-03-26 90 Gintama' | Gintama Season 2 | 銀魂'
     15417 15417 TV    out 13×24  2012-10-04 2013-03-28 90 Gintama': Enchousen | Gintama: Enchousen | 銀魂' 延長戦
     15335 15335 MOVIE out 1×110  2013-07-06 2013-07-06 90 Gintama Movie: Kanketsu-hen - Yorozuya yo Eien Nare | Gintama: The Movie: The Final Chapter: Be Forever Yorozuya | 劇場版 銀魂 完結篇 万事屋よ永遠なれ
     20996 28977 TV    out 51×24  2015-04-08 2016-03-30 91 Gintama° | Gintama Season 4 | 銀魂°
     97889 34096 TV    out 12×24  2017-01-09 2017-03-27 89 Gintama. | Gintama Season 5 | 銀魂.
     99714 35843 TV    out 13×24  2017-10-02 2017-12-25 83 Gintama.: Porori-hen | Gintama. Slip Arc | 銀魂. ポロリ篇
    100784 36838 TV    out 12×24  2018-01-08 2018-03-26 87 Gintama.: Shirogane no Tamashii-hen | Gintama. Silver Soul Arc | 銀魂. 銀ノ魂篇
    101925 37491 TV    out 14×24  2018-07-09 2018-10-08 88 Gintama.: Shirogane no Tamashii-hen - Kouhan-sen | Gintama. Silver Soul Arc - Second Half War | 銀魂. 銀ノ魂篇 後半戦
    114129 39486 MOVIE out 1×104  2021-01-08 2021-01-08 90 Gintama: THE FINAL | Gintama: THE VERY FINAL | 銀魂 THE FINAL
  `,
  relations: `
    918 SEQUEL 9969 SEQUEL 15417 SEQUEL 15335 SEQUEL 20996 SEQUEL 97889 SEQUEL 99714 SEQUEL 100784 SEQUEL 101925 SEQUEL 114129
    15417 SEQUEL 20996 one-way
    97889 SEQUEL 100784
    918 ALTERNATIVE 7472
  `,
})
