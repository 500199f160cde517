import { franchise } from '../franchise.ts'

export const mushishi = franchise({
  synopsis: 'A wanderer helps people troubled by the oldest and simplest form of life, which few can see.',
  genres: 'Adventure, Fantasy, Mystery, Slice of Life, Supernatural',
  studio: 'Artland',
  media: `
      457   457 TV      out 26×25 2005-10-23 2006-06-19 86 Mushishi | MUSHI-SHI | 蟲師
    20595 21939 TV      out 10×24 2014-04-05 2014-06-21 86 Mushishi Zoku Shou | MUSHI-SHI: Next Passage | 蟲師 続章
    20752 24687 SPECIAL out 1×47  2014-08-20 2014-08-20 83 Mushishi Zoku Shou: Odoro no Michi | MUSHI-SHI: Path of Thorns | 蟲師 続章 棘のみち
    20751 24701 TV      out 10×24 2014-10-19 2014-12-21 86 Mushishi Zoku Shou 2nd Season | MUSHI-SHI: Next Passage Part 2 | 蟲師 続章
    21008 28957 MOVIE   out 1×44  2015-05-16 2015-05-16 84 Mushishi Zoku Shou: Suzu no Shizuku | MUSHI-SHI: Bell Droplets | 蟲師 特別編 鈴の雫
  `,
  relations: `
    457 SEQUEL 20595 SEQUEL 20751 SEQUEL 21008
    20595 SEQUEL 20752 SEQUEL 20751
  `,
})
