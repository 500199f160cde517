import { franchise } from '../franchise.ts'

export const evangelion = franchise({
  synopsis: 'Fourteen-year-olds pilot living machines against the Angels, at a price to themselves.',
  genres: 'Action, Drama, Mecha, Psychological, Sci-Fi',
  studio: 'Gainax',
  media: `
        30    30 TV    out 26×24 1995-10-03 1996-03-27 83 Shin Seiki Evangelion | Neon Genesis Evangelion | 新世紀エヴァンゲリオン
        31    31 MOVIE out 1×101 1997-03-15 1997-03-15 73 Shin Seiki Evangelion Movie: Shi to Shinsei | Neon Genesis Evangelion: Death & Rebirth | 新世紀エヴァンゲリオン劇場版 シト新生
        32    32 MOVIE out 1×87  1997-07-19 1997-07-19 86 Shin Seiki Evangelion Movie: Air / Magokoro wo, Kimi ni | Neon Genesis Evangelion: The End of Evangelion | 新世紀エヴァンゲリオン劇場版 Air/まごころを、君に
      2759  2759 MOVIE out 1×101 2007-09-01 2007-09-01 79 Evangelion Shin Movie: Jo | Evangelion: 1.0 You Are (Not) Alone | ヱヴァンゲリヲン新劇場版:序
      3784  3784 MOVIE out 1×112 2009-07-27 2009-07-27 83 Evangelion Shin Movie: Ha | Evangelion: 2.0 You Can (Not) Advance | ヱヴァンゲリヲン新劇場版:破
      3785  3785 MOVIE out 1×96  2012-11-17 2012-11-17 77 Evangelion Shin Movie: Kyuu | Evangelion: 3.0 You Can (Not) Redo | ヱヴァンゲリヲン新劇場版:Q
      3786  3786 MOVIE out 1×155 2021-03-08 2021-03-08 86 Shin Evangelion Movie:|| | Evangelion: 3.0+1.0 Thrice Upon a Time | シン・エヴァンゲリオン劇場版:||
    155399 53246 OVA   out 1×15  2023-03-08 2023-03-08 69 EVANGELION:3.0 (-46h) | - | EVANGELION:3.0(-46h)
      4130  4130 ONA   out 24×5  2007-03-20 2009-03-11 60 Petit Eva: Evangelion@School | - | ぷちえゔぁ
    100330 32311 MUSIC out 1×6   2014-12-02 2014-12-02 -  Beautiful World | - | ビューティフル・ワールド
     30698   698 MANGA out -     1994-12-26 2013-06-04 82 Shin Seiki Evangelion | Neon Genesis Evangelion | 新世紀エヴァンゲリオン
  `,
  relations: `
    30 SEQUEL 32 SEQUEL 2759 SEQUEL 3784 SEQUEL 3785 SEQUEL 3786
    30 SUMMARY 31
    31 PARENT 32 one-way
    3785 SIDE_STORY 155399
    3786 OTHER 155399 one-way
    30 SPIN_OFF 4130
    30 ADAPTATION 30698
    2759 CHARACTER 100330
    3784 CHARACTER 100330
    30 CHARACTER 100620 one-way
  `,
})
