import { franchise } from '../franchise.ts'

export const kimiNiTodoke = franchise({
  synopsis:
    'A shy girl mistaken for a ghost makes her first friends, and falls in love with the kindest boy in class.',
  genres: 'Comedy, Drama, Romance, Slice of Life',
  studio: 'Production I.G',
  media: `
      6045  6045 TV      out 25×23 2009-10-07 2010-03-31 78 Kimi ni Todoke | Kimi ni Todoke: From Me to You | 君に届け
      9656  9656 TV      out 13×22 2011-01-12 2011-03-30 79 Kimi ni Todoke 2ND SEASON | Kimi ni Todoke: From Me to You Season 2 | 君に届け 2ND SEASON
    168872 56538 ONA     out 5×60  2024-08-01 2024-08-01 83 Kimi ni Todoke 3RD SEASON | Kimi ni Todoke: From Me to You Season 3 | 君に届け 3RD SEASON
     10536 10536 SPECIAL out 3×4   2011-04-20 2011-09-21 69 Kimi ni Todoke 2nd Season Specials | - | 君に届け ミニトド劇場
     33378  3378 MANGA   out -     2006-05-25 2017-11-13 81 Kimi ni Todoke | Kimi ni Todoke: From Me to You | 君に届け
  `,
  relations: `
    6045 SEQUEL 9656 SEQUEL 168872
    9656 SIDE_STORY 10536 one-way
    33378 ADAPTATION 6045
    33378 ADAPTATION 9656
  `,
})
