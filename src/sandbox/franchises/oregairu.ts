import { franchise } from '../franchise.ts'

export const oregairu = franchise({
  synopsis: 'A loner is made to join a club that helps others, and doubts that anyone means it.',
  genres: 'Comedy, Drama, Romance, Slice of Life',
  studio: "Brain's Base",
  media: `
     14813 14813 TV  out 13×24 2013-04-05 2013-06-28 78 Yahari Ore no Seishun Love Come wa Machigatteiru. | My Teen Romantic Comedy SNAFU | やはり俺の青春ラブコメはまちがっている。
     18753 18753 OVA out 1×24  2013-09-19 2013-09-19 72 Yahari Ore no Seishun Love Come wa Machigatteiru. OVA | - | やはり俺の青春ラブコメはまちがっている。 OVA
     20698 23847 TV  out 13×24 2015-04-03 2015-06-26 81 Yahari Ore no Seishun Love Come wa Machigatteiru. Zoku | My Teen Romantic Comedy SNAFU TOO! | やはり俺の青春ラブコメはまちがっている。続
    108489 39547 TV  out 12×24 2020-07-10 2020-09-25 82 Yahari Ore no Seishun Love Come wa Machigatteiru. Kan | My Teen Romantic Comedy SNAFU Climax! | やはり俺の青春ラブコメはまちがっている。完
  `,
  relations: `
    14813 SEQUEL 20698 SEQUEL 108489
    14813 SIDE_STORY 18753
  `,
})
