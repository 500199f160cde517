import { franchise } from '../franchise.ts'

export const monogatari = franchise({
  synopsis: 'A student who was once a vampire helps girls whom strange beings have latched on to.',
  genres: 'Comedy, Drama, Mystery, Romance, Supernatural',
  studio: 'Shaft',
  media: `
      5081  5081 TV    out 15×25 2009-07-03 2010-06-25 83 Bakemonogatari | Bakemonogatari | 化物語
     11597 11597 TV    out 11×25 2012-01-08 2012-03-18 79 Nisemonogatari | Nisemonogatari | 偽物語
     15689 15689 TV    out 4×25  2012-12-31 2012-12-31 78 Nekomonogatari: Kuro | Nekomonogatari Black | 猫物語(黒)
     17074 17074 TV    out 26×25 2013-07-07 2013-12-29 87 Monogatari Series: Second Season | Monogatari Series: Second Season | 〈物語〉シリーズ セカンドシーズン
     20593 21855 TV    out 5×25  2014-08-17 2014-08-17 80 Hanamonogatari | Hanamonogatari | 花物語
     20918 28025 TV    out 4×25  2014-12-31 2014-12-31 80 Tsukimonogatari | Tsukimonogatari | 憑物語
     21262 31181 TV    out 12×25 2015-10-04 2015-12-20 84 Owarimonogatari | Owarimonogatari | 終物語
      9260  9260 MOVIE out 1×64  2016-01-08 2016-01-08 82 Kizumonogatari I: Tekketsu-hen | Kizumonogatari Part 1: Tekketsu | 傷物語〈I 鉄血篇〉
     21399 31757 MOVIE out 1×68  2016-08-19 2016-08-19 84 Kizumonogatari II: Nekketsu-hen | Kizumonogatari Part 2: Nekketsu | 傷物語〈II 熱血篇〉
     21400 31758 MOVIE out 1×83  2017-01-06 2017-01-06 86 Kizumonogatari III: Reiketsu-hen | Kizumonogatari Part 3: Reiketsu | 傷物語〈III 冷血篇〉
     21745 35247 TV    out 7×24  2017-08-12 2017-08-13 88 Owarimonogatari (Ge) | Owarimonogatari Second Season | 終物語 (下)
    100815 36999 TV    out 6×24  2019-05-18 2019-06-22 82 Zoku Owarimonogatari | Zoku Owarimonogatari | 続・終物語
  `,
  relations: `
    9260 SEQUEL 21399 SEQUEL 21400
    21400 SEQUEL 5081 SEQUEL 11597 SEQUEL 17074
    11597 PREQUEL 15689
    17074 SEQUEL 20593
    17074 SEQUEL 20918 SEQUEL 21262 SEQUEL 21745 SEQUEL 100815
  `,
})
