import { franchise } from '../franchise.ts'

export const durarara = franchise({
  synopsis:
    'In Ikebukuro a headless rider, an information broker and three friends meet in one tangled story.',
  genres: 'Action, Mystery, Supernatural',
  studio: "Brain's Base",
  media: `
     6746  6746 TV      out 24×24 2010-01-08 2010-06-25 79 Durarara!! | Durarara!! | デュラララ!!
     8408  8408 SPECIAL out 2×24  2010-08-25 2011-02-23 76 Durarara!! Specials | - | デュラララ!!
    20652 23199 TV      out 12×24 2015-01-10 2015-03-28 77 Durarara!!x2 Shou | Durarara!! X2 | デュラララ!!×２ 承
    21068 30191 SPECIAL out 1×24  2015-05-30 2015-05-30 73 Durarara!!x2 Shou: Watashi no Kokoro wa Nabe Moyou | Durarara!! X2: My Heart is in the Pattern of a Hot Pot | デュラララ!!×２ 承 私の心は鍋模様
    20879 27831 TV      out 12×24 2015-07-04 2015-09-26 77 Durarara!!x2 Ten | Durarara!! X2 The Second Arc | デュラララ!!×２ 転
    21331 31552 SPECIAL out 1×24  2015-11-14 2015-11-14 72 Durarara!!x2 Ten: Onoroke Chakapoko | Durarara!! X2 The Second Arc: Onoroke Chakapoko | デュラララ!!×２ 転 お惚気チャカポコ
    20880 27833 TV      out 12×24 2016-01-09 2016-03-26 78 Durarara!!x2 Ketsu | Durarara!! X2 The Third Arc | デュラララ!!×２ 結
    21695 32915 OVA     out 1×24  2016-05-21 2016-05-21 72 Durarara!!x2 Ketsu: DuFuFuFu!! | Durarara!! X2 The Third Arc: DuFuFuFu!! | デュラララ!!×２ 結 デュフフフ!!
  `,
  relations: `
    6746 SEQUEL 20652 SEQUEL 20879 SEQUEL 20880
    6746 SIDE_STORY 8408
    20652 SIDE_STORY 21068
    20879 SIDE_STORY 21331
    20880 SIDE_STORY 21695
    6746 CHARACTER 2251
  `,
})
