import { franchise } from '../franchise.ts'

export const codeGeass = franchise({
  synopsis: 'An exiled prince gains the power to command anyone once, and leads a rebellion behind a mask.',
  genres: 'Action, Drama, Mecha, Sci-Fi',
  studio: 'Sunrise',
  media: `
      1575  1575 TV    out 25×24 2006-10-06 2007-07-29 85 Code Geass: Hangyaku no Lelouch | Code Geass: Lelouch of the Rebellion | コードギアス 反逆のルルーシュ
      2904  2904 TV    out 25×24 2008-04-06 2008-09-28 88 Code Geass: Hangyaku no Lelouch R2 | Code Geass: Lelouch of the Rebellion R2 | コードギアス 反逆のルルーシュ R2
      8888  8888 MOVIE out 1×51  2012-08-04 2012-08-04 69 Code Geass: Boukoku no Akito 1 - Yokuryuu wa Maiorita | Code Geass: Akito the Exiled - The Wyvern Arrives | コードギアス 亡国のアキト 第1章 翼竜は舞い降りた
     15197 15197 MOVIE out 1×51  2013-09-14 2013-09-14 70 Code Geass: Boukoku no Akito 2 - Hikisakareshi Yokuryuu | Code Geass: Akito the Exiled - The Wyvern Divided | コードギアス 亡国のアキト 第2章 引き裂かれし翼竜
     15199 15199 MOVIE out 1×60  2015-05-02 2015-05-02 71 Code Geass: Boukoku no Akito 3 - Kagayaku Mono Ten yori Otsu | Code Geass: Akito the Exiled - The Brightness Falls | コードギアス 亡国のアキト 第3章 輝くもの天より堕つ
     15201 15201 MOVIE out 1×60  2015-07-04 2015-07-04 71 Code Geass: Boukoku no Akito 4 - Nikushimi no Kioku kara | Code Geass: Akito the Exiled - Memories of Hatred | コードギアス 亡国のアキト 第4章 憎しみの記憶から
     21178 30711 MOVIE out 1×60  2016-02-06 2016-02-06 71 Code Geass: Boukoku no Akito Saishuushou - Itoshiki Mono-tachi e | Code Geass: Akito the Exiled - To Beloved Ones | コードギアス 亡国のアキト 最終章 愛シキモノタチヘ
    101811 34438 MOVIE out 1×135 2017-10-21 2017-10-21 77 Code Geass: Hangyaku no Lelouch I - Koudou | Code Geass: Lelouch of the Rebellion I - Initiation | コードギアス 反逆のルルーシュⅠ 興道
    101812 34439 MOVIE out 1×133 2018-02-10 2018-02-10 78 Code Geass: Hangyaku no Lelouch II - Handou | Code Geass: Lelouch of the Rebellion II - Transgression | コードギアス 反逆のルルーシュⅡ 叛道
    101813 34440 MOVIE out 1×140 2018-05-26 2018-05-26 80 Code Geass: Hangyaku no Lelouch III - Oudou | Code Geass: Lelouch of the Rebellion III - Glorification | コードギアス 反逆のルルーシュⅢ 皇道
     97880 34437 MOVIE out 1×112 2019-02-09 2019-02-09 76 Code Geass: Fukkatsu no Lelouch | Code Geass: Lelouch of the Re;surrection | コードギアス 復活のルルーシュ
  `,
  relations: `
    1575 SEQUEL 2904
    1575 SIDE_STORY 8888 SEQUEL 15197 SEQUEL 15199 SEQUEL 15201 SEQUEL 21178
    1575 ALTERNATIVE 101811 SEQUEL 101812 SEQUEL 101813 SEQUEL 97880
    2904 COMPILATION 101813
  `,
})
