import { franchise } from '../franchise.ts'

export const jojo = franchise({
  synopsis: 'Generation after generation, a family of one initial faces the evil of its age.',
  genres: 'Action, Adventure, Drama, Supernatural',
  studio: 'David Production',
  media: `
     14719 14719 TV  out 26×24 2012-10-06 2013-04-06 78 JoJo no Kimyou na Bouken | JoJo's Bizarre Adventure | ジョジョの奇妙な冒険
     20474 20899 TV  out 24×24 2014-04-05 2014-09-13 79 JoJo no Kimyou na Bouken: Stardust Crusaders | JoJo's Bizarre Adventure: Stardust Crusaders | ジョジョの奇妙な冒険 スターダストクルセイダース
     20799 26055 TV  out 24×24 2015-01-10 2015-06-20 83 JoJo no Kimyou na Bouken: Stardust Crusaders - Egypt-hen | JoJo's Bizarre Adventure: Stardust Crusaders - Battle in Egypt | ジョジョの奇妙な冒険 スターダストクルセイダース エジプト編
     21450 31933 TV  out 39×24 2016-04-02 2016-12-24 84 JoJo no Kimyou na Bouken: Diamond wa Kudakenai | JoJo's Bizarre Adventure: Diamond is Unbreakable | ジョジョの奇妙な冒険 ダイヤモンドは砕けない
    102883 37991 TV  out 39×24 2018-10-06 2019-07-28 85 JoJo no Kimyou na Bouken: Ougon no Kaze | JoJo's Bizarre Adventure: Golden Wind | ジョジョの奇妙な冒険 黄金の風
    131942 48661 ONA out 12×24 2021-12-01 2021-12-01 78 JoJo no Kimyou na Bouken: Stone Ocean | JoJo's Bizarre Adventure: STONE OCEAN | ジョジョの奇妙な冒険 ストーンオーシャン
    146722 51367 ONA out 26×24 2022-09-01 2022-12-01 82 JoJo no Kimyou na Bouken: Stone Ocean Part 2 | JoJo's Bizarre Adventure: STONE OCEAN Part 2 | ジョジョの奇妙な冒険 ストーンオーシャン 第2クール
       666   666 OVA out 6×37  1993-11-19 1994-11-18 71 JoJo no Kimyou na Bouken (OVA) | JoJo's Bizarre Adventure (1993) | ジョジョの奇妙な冒険
       665   665 OVA out 7×29  2000-05-25 2002-10-25 70 JoJo no Kimyou na Bouken: Adventure | JoJo's Bizarre Adventure (2000) | ジョジョの奇妙な冒険 Adventure
  `,
  relations: `
    14719 SEQUEL 20474 SEQUEL 20799 SEQUEL 21450 SEQUEL 102883 SEQUEL 131942 SEQUEL 146722
    665 SEQUEL 666
    20474 ALTERNATIVE 665 one-way
  `,
})
