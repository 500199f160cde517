import { franchise } from '../franchise.ts'

export const swordArtOnline = franchise({
  synopsis: 'Players are locked into a game in which death is real, and the only way out leads through it.',
  genres: 'Action, Adventure, Fantasy, Romance',
  studio: 'A-1 Pictures',
  media: `
     11757 11757 TV      out 25×24 2012-07-08 2012-12-23 69 Sword Art Online | Sword Art Online | ソードアート・オンライン
     20021 20021 SPECIAL out 1×100 2013-12-31 2013-12-31 66 Sword Art Online: Extra Edition | Sword Art Online: Extra Edition | ソードアート・オンライン Extra Edition
     20594 21881 TV      out 24×24 2014-07-05 2014-12-20 66 Sword Art Online II | Sword Art Online II | ソードアート・オンライン II
     21403 31765 MOVIE   out 1×120 2017-02-18 2017-02-18 74 Sword Art Online Movie: Ordinal Scale | Sword Art Online The Movie: Ordinal Scale | 劇場版 ソードアート・オンライン -オーディナル・スケール-
    100182 36474 TV      out 24×24 2018-10-07 2019-03-31 74 Sword Art Online: Alicization | Sword Art Online: Alicization | ソードアート・オンライン アリシゼーション
    108759 39597 TV      out 12×24 2019-10-13 2019-12-29 74 Sword Art Online: Alicization - War of Underworld | Sword Art Online: Alicization - War of Underworld | ソードアート・オンライン アリシゼーション War of Underworld
    114308 40540 TV      out 11×24 2020-07-12 2020-09-20 74 Sword Art Online: Alicization - War of Underworld Part 2 | Sword Art Online: Alicization - War of Underworld Part 2 | ソードアート・オンライン アリシゼーション War of Underworld 2ndクール
    124140 42916 MOVIE   out 1×97  2021-10-30 2021-10-30 76 Sword Art Online: Progressive Movie - Hoshi Naki Yoru no Aria | Sword Art Online the Movie -Progressive- Aria of a Starless Night | 劇場版 ソードアート・オンライン -プログレッシブ- 星なき夜のアリア
    140999 50275 MOVIE   out 1×101 2022-10-22 2022-10-22 74 Sword Art Online: Progressive Movie - Kuraki Yuuyami no Scherzo | Sword Art Online the Movie -Progressive- Scherzo of Deep Night | 劇場版 ソードアート・オンライン -プログレッシブ- 冥き夕闇のスケルツォ
    100183 36475 TV      out 12×24 2018-04-08 2018-07-01 70 Sword Art Online Alternative: Gun Gale Online | Sword Art Online Alternative: Gun Gale Online | ソードアート・オンライン オルタナティブ ガンゲイル・オンライン
  `,
  relations: `
    11757 SEQUEL 20594 SEQUEL 21403 SEQUEL 100182 SEQUEL 108759 SEQUEL 114308
    11757 SUMMARY 20021
    11757 ALTERNATIVE 124140 SEQUEL 140999
    11757 SPIN_OFF 100183
  `,
})
