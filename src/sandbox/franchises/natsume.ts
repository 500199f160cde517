import { franchise } from '../franchise.ts'

export const natsume = franchise({
  synopsis: 'A boy who sees spirits inherits a book of their names, and gives the names back one by one.',
  genres: 'Drama, Fantasy, Slice of Life, Supernatural',
  studio: "Brain's Base",
  media: `
      4081  4081 TV    out 13×24 2008-07-08 2008-09-30 80 Natsume Yuujinchou | Natsume's Book of Friends | 夏目友人帳
      5300  5300 TV    out 13×24 2009-01-06 2009-03-31 83 Zoku Natsume Yuujinchou | Natsume's Book of Friends Season 2 | 続 夏目友人帳
     10379 10379 TV    out 13×24 2011-07-05 2011-09-27 84 Natsume Yuujinchou San | Natsume's Book of Friends Season 3 | 夏目友人帳 参
     11665 11665 TV    out 13×24 2012-01-03 2012-03-27 85 Natsume Yuujinchou Shi | Natsume's Book of Friends Season 4 | 夏目友人帳 肆
     21710 32983 TV    out 11×24 2016-10-05 2016-12-21 84 Natsume Yuujinchou Go | Natsume's Book of Friends Season 5 | 夏目友人帳 伍
     97983 34591 TV    out 11×24 2017-04-12 2017-06-21 86 Natsume Yuujinchou Roku | Natsume's Book of Friends Season 6 | 夏目友人帳 陸
    100268 36538 MOVIE out 1×104 2018-09-29 2018-09-29 83 Natsume Yuujinchou: Utsusemi ni Musubu | Natsume's Book of Friends the Movie: Tied to the Temporal World | 劇場版 夏目友人帳 ～うつせみに結ぶ～
  `,
  relations: `
    4081 SEQUEL 5300 SEQUEL 10379 SEQUEL 11665 SEQUEL 21710 SEQUEL 97983 SEQUEL 100268
  `,
})
