import { franchise } from '../franchise.ts'

export const spiceAndWolf = franchise({
  synopsis:
    'A travelling merchant takes along a wolf goddess of the harvest who wants to see her home again.',
  genres: 'Adventure, Drama, Fantasy, Romance',
  studio: 'Imagin',
  media: `
      2966  2966 TV  out 13×24 2008-01-09 2008-03-26 80 Ookami to Koushinryou | Spice and Wolf | 狼と香辛料
      5341  5341 TV  out 12×24 2009-07-09 2009-09-24 82 Ookami to Koushinryou II | Spice and Wolf II | 狼と香辛料II
      6007  6007 OVA out 1×24  2009-04-30 2009-04-30 76 Ookami to Koushinryou II: Ookami to Kohaku-iro no Yuuutsu | - | 狼と香辛料II 狼と琥珀色の憂鬱
    145728 51122 TV  out 25×24 2024-04-02 2024-09-24 80 Ookami to Koushinryou: MERCHANT MEETS THE WISE WOLF | Spice and Wolf: MERCHANT MEETS THE WISE WOLF | 狼と香辛料 MERCHANT MEETS THE WISE WOLF
  `,
  relations: `
    2966 SEQUEL 5341
    5341 PREQUEL 6007
    2966 SEQUEL 6007
    2966 ALTERNATIVE 145728
  `,
})
