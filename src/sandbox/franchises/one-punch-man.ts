import { franchise } from '../franchise.ts'

export const onePunchMan = franchise({
  synopsis: 'A man who trained until one blow ends any fight looks for somebody who could survive it.',
  genres: 'Action, Comedy, Sci-Fi, Supernatural',
  studio: 'Madhouse',
  media: `
     21087 30276 TV  out 12×24 2015-10-05 2015-12-21 83 One Punch Man | One-Punch Man | ワンパンマン
     21416 31772 OVA out 6×10  2015-12-24 2016-05-27 75 One Punch Man Specials | - | ワンパンマン
     97668 34134 TV  out 12×24 2019-04-10 2019-07-03 75 One Punch Man 2 | One-Punch Man Season 2 | ワンパンマン 2
    153800 52807 TV  out 12×24 2025-10-12 2025-12-28 50 One Punch Man 3 | One-Punch Man Season 3 | ワンパンマン 3
  `,
  relations: `
    21087 SEQUEL 97668 SEQUEL 153800
    21087 SIDE_STORY 21416
  `,
})
