import { franchise } from '../franchise.ts'

export const nodameCantabile = franchise({
  synopsis: 'A perfectionist who wants to conduct lives next door to a gifted pianist who never cleans.',
  genres: 'Comedy, Drama, Music, Romance',
  studio: 'J.C.Staff',
  media: `
    1698 1698 TV      out 23×22 2007-01-12 2007-06-29 81 Nodame Cantabile | Nodame Cantabile | のだめカンタービレ
    4477 4477 TV      out 11×22 2008-10-10 2008-12-19 80 Nodame Cantabile: Paris-hen | Nodame Cantabile: Paris | のだめカンタービレ 巴里編
    5690 5690 TV      out 11×22 2010-01-15 2010-03-26 81 Nodame Cantabile Finale | Nodame Cantabile: Finale | のだめカンタービレ フィナーレ
    8038 8038 SPECIAL out 1×20  2010-04-23 2010-04-23 74 Nodame Cantabile Finale Special | - | のだめカンタービレ フィナーレ
  `,
  relations: `
    1698 SEQUEL 4477 SEQUEL 5690
    5690 SIDE_STORY 8038 one-way
  `,
})
