import { franchise } from '../franchise.ts'

export const onePiece = franchise({
  synopsis: 'A boy of rubber sets out to sea to find the treasure that would make him king of the pirates.',
  genres: 'Action, Adventure, Comedy, Drama, Fantasy',
  studio: 'Toei Animation',
  media: `
        21    21 TV      airing:1156 -     1999-10-20 -          87 ONE PIECE | ONE PIECE | ONE PIECE
      8740  8740 OVA     out         1×30  2010-04-16 2010-04-16 75 ONE PIECE FILM: STRONG WORLD - EPISODE:0 | - | ONE PIECE FILM STRONG WORLD EPISODE:0
      4155  4155 MOVIE   out         1×113 2009-12-12 2009-12-12 80 ONE PIECE FILM: STRONG WORLD | One Piece Film: Strong World | ONE PIECE FILM STRONG WORLD
     16239 16239 SPECIAL out         1×107 2012-12-15 2012-12-15 73 ONE PIECE: Episode of Luffy - Hand Island no Bouken | One Piece: Episode of Luffy - Hand Island Adventure | ONE PIECE エピソードオブルフィ 〜ハンドアイランドの冒険〜
     16468 16468 SPECIAL out         2×24  2012-12-23 2012-12-30 70 ONE PIECE FILM: Z - GLORIOUS ISLAND | - | ONE PIECE FILM Z『GLORIOUS ISLAND』
     12859 12859 MOVIE   out         1×108 2012-12-15 2012-12-15 79 ONE PIECE FILM: Z | One Piece Film: Z | ONE PIECE FILM Z
     21831 33338 SPECIAL out         1×95  2016-07-16 2016-07-16 70 ONE PIECE: Heart of Gold | One Piece: Heart of Gold | ONE PIECE 〜ハートオブゴールド〜
     21335 31490 MOVIE   out         1×120 2016-07-23 2016-07-23 76 ONE PIECE FILM: GOLD | One Piece Film: Gold | ONE PIECE FILM GOLD
    105143 38234 MOVIE   out         1×101 2019-08-09 2019-08-09 81 ONE PIECE STAMPEDE | One Piece: Stampede | ONE PIECE STAMPEDE
    141902 50410 MOVIE   out         1×115 2022-08-06 2022-08-06 75 ONE PIECE FILM: RED | One Piece Film: Red | ONE PIECE FILM RED
    171630 57557 -       announced   -     -          -          -  THE ONE PIECE | THE ONE PIECE | THE ONE PIECE
     30013    13 MANGA   airing      -     1997-07-22 -          91 ONE PIECE | One Piece | ONE PIECE
  `,
  relations: `
    30013 ADAPTATION 21
    21 SIDE_STORY 4155
    4155 PREQUEL 8740
    21 SIDE_STORY 12859
    12859 PREQUEL 16239
    12859 PREQUEL 16468
    21 SIDE_STORY 21335
    21335 PREQUEL 21831
    21 SIDE_STORY 105143
    21 SIDE_STORY 141902
    21 ALTERNATIVE 171630
    21 CHARACTER 10033
    21 CHARACTER 813 one-way
  `,
})
