import { franchise } from '../franchise.ts'

export const major = franchise({
  synopsis: 'A boy follows his father into baseball, from the playground to the professional leagues.',
  genres: 'Comedy, Drama, Sports',
  studio: 'Studio Hibari',
  media: `
     627  627 TV out 26×24 2004-11-13 2005-05-21 77 Major | Major S1 | メジャー
     558  558 TV out 26×24 2005-12-10 2006-06-10 79 Major (2nd Series) | Major S2 | メジャー 第2シリーズ
    1842 1842 TV out 26×24 2007-01-06 2007-06-30 80 Major (3rd Series) | Major S3 | メジャー 第3シリーズ
    3226 3226 TV out 26×24 2008-01-05 2008-06-28 80 Major (4th Series) | Major S4 | メジャー 第4シリーズ
    5028 5028 TV out 25×24 2009-01-10 2009-06-27 81 Major (5th Series) | Major S5 | メジャー 第5シリーズ
    7655 7655 TV out 25×24 2010-04-03 2010-09-25 82 Major (6th Series) | Major S6 | メジャー 第6シリーズ
  `,
  relations: `
    627 SEQUEL 558 SEQUEL 1842 SEQUEL 3226 SEQUEL 5028 SEQUEL 7655
  `,
})
