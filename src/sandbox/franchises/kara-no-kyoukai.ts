import { franchise } from '../franchise.ts'

export const karaNoKyoukai = franchise({
  synopsis: 'A girl who sees the death in all things looks into murders that no one else can explain.',
  genres: 'Action, Mystery, Romance, Supernatural',
  studio: 'ufotable',
  media: `
    2593 2593 MOVIE out 1×50  2007-12-01 2007-12-01 76 Kara no Kyoukai 1: Fukan Fuukei | the Garden of sinners Chapter 1: Overlooking View | 空の境界 第一章 俯瞰風景
    3782 3782 MOVIE out 1×60  2007-12-29 2007-12-29 78 Kara no Kyoukai 2: Satsujin Kousatsu (Zen) | the Garden of sinners Chapter 2: Murder Speculation Part A | 空の境界 第二章 殺人考察 前
    3783 3783 MOVIE out 1×60  2008-01-26 2008-01-26 79 Kara no Kyoukai 3: Tsuukaku Zanryuu | the Garden of sinners Chapter 3: Remaining Sense of Pain | 空の境界 第三章 痛覚残留
    4280 4280 MOVIE out 1×50  2008-05-24 2008-05-24 78 Kara no Kyoukai 4: Garan no Dou | the Garden of sinners Chapter 4: The Hollow Shrine | 空の境界 第四章 伽藍の洞
    4282 4282 MOVIE out 1×120 2008-08-16 2008-08-16 84 Kara no Kyoukai 5: Mujun Rasen | the Garden of sinners Chapter 5: Paradox Spiral | 空の境界 第五章 矛盾螺旋
    5204 5204 MOVIE out 1×60  2008-12-20 2008-12-20 75 Kara no Kyoukai 6: Boukyaku Rokuon | the Garden of sinners Chapter 6: Oblivion Recording | 空の境界 第六章 忘却録音
    5205 5205 MOVIE out 1×120 2009-08-08 2009-08-08 83 Kara no Kyoukai 7: Satsujin Kousatsu (Kou) | the Garden of sinners Chapter 7: Murder Speculation Part B | 空の境界 第七章 殺人考察 後
  `,
  relations: `
    2593 SEQUEL 3782 SEQUEL 3783 SEQUEL 4280 SEQUEL 4282 SEQUEL 5204 SEQUEL 5205
  `,
})
