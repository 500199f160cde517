import { franchise } from '../franchise.ts'

export const psychoPass = franchise({
  synopsis:
    'A system reads every mind for future crimes, and a young inspector learns what it takes to obey it.',
  genres: 'Action, Psychological, Sci-Fi, Thriller',
  studio: 'Production I.G',
  media: `
     13601 13601 TV    out 22×24 2012-10-12 2013-03-22 82 PSYCHO-PASS | PSYCHO-PASS | PSYCHO-PASS サイコパス
     20513 23281 TV    out 11×24 2014-10-10 2014-12-19 73 PSYCHO-PASS 2 | PSYCHO-PASS 2 | PSYCHO-PASS サイコパス 2
     20514 21339 MOVIE out 1×113 2015-01-09 2015-01-09 76 PSYCHO-PASS Movie | PSYCHO-PASS: The Movie | 劇場版 PSYCHO-PASS サイコパス
    102649 37440 MOVIE out 1×60  2019-01-25 2019-01-25 70 PSYCHO-PASS SS Case 1: Tsumi to Batsu | PSYCHO-PASS: Sinners of the System Case.1 - Crime and Punishment | PSYCHO-PASS サイコパス SS Case.1 罪と罰
    104382 37441 MOVIE out 1×60  2019-02-15 2019-02-15 74 PSYCHO-PASS SS Case 2: First Guardian | PSYCHO-PASS: Sinners of the System Case.2 - First Guardian | PSYCHO-PASS サイコパス SS Case.2 First Guardian
    104990 37442 MOVIE out 1×60  2019-03-08 2019-03-08 73 PSYCHO-PASS SS Case 3: Onshuu no Kanata ni__ | PSYCHO-PASS: Sinners of the System Case.3 - On the Other Side of Love and Hate | PSYCHO-PASS サイコパス SS Case.3 恩讐の彼方に＿＿
    108307 39491 TV    out 8×45  2019-10-25 2019-12-13 75 PSYCHO-PASS 3 | PSYCHO-PASS 3 | PSYCHO-PASS サイコパス 3
  `,
  relations: `
    13601 SEQUEL 20513 SEQUEL 20514 SEQUEL 102649 SEQUEL 104382 SEQUEL 104990 SEQUEL 108307
  `,
})
