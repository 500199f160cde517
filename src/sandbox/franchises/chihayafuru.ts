import { franchise } from '../franchise.ts'

export const chihayafuru = franchise({
  synopsis: 'A girl gives her youth to competitive karuta, the card game of a hundred old poems.',
  genres: 'Drama, Romance, Slice of Life, Sports',
  studio: 'Madhouse',
  media: `
     10800 10800 TV  out 25×23 2011-10-05 2012-03-28 80 Chihayafuru | Chihayafuru | ちはやふる
     14397 14397 TV  out 25×23 2013-01-12 2013-06-29 82 Chihayafuru 2 | Chihayafuru 2 | ちはやふる2
     18745 18745 OVA out 1×24  2013-09-13 2013-09-13 75 Chihayafuru 2: Waga Mi Yo ni Furu Nagame Seshi Ma ni | - | ちはやふる2 わがみよにふるながめせしまに
    101215 37379 TV  out 24×23 2019-10-23 2020-03-26 83 Chihayafuru 3 | Chihayafuru 3 | ちはやふる3
  `,
  relations: `
    10800 SEQUEL 14397 SEQUEL 101215
    14397 SEQUEL 18745
  `,
})
