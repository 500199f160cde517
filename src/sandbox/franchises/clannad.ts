import { franchise } from '../franchise.ts'

export const clannad = franchise({
  synopsis: 'A disaffected student meets a frail girl on the slope to school, and the two grow up together.',
  genres: 'Comedy, Drama, Romance, Supernatural',
  studio: 'Kyoto Animation',
  media: `
    2167 2167 TV      out 23×24 2007-10-05 2008-03-28 78 CLANNAD | Clannad | CLANNAD -クラナド-
    4059 4059 SPECIAL out 1×24  2008-07-16 2008-07-16 75 CLANNAD: Mou Hitotsu no Sekai, Tomoyo-hen | Clannad: Another World, Tomoyo Chapter | CLANNAD もうひとつの世界 智代編
    4181 4181 TV      out 24×24 2008-10-03 2009-03-27 87 CLANNAD: After Story | Clannad: After Story | CLANNAD 〜AFTER STORY〜
    6351 6351 SPECIAL out 1×24  2009-07-01 2009-07-01 75 CLANNAD: After Story - Mou Hitotsu no Sekai, Kyou-hen | Clannad: After Story - Another World, Kyou Chapter | CLANNAD 〜AFTER STORY〜 もうひとつの世界 杏編
    1723 1723 MOVIE   out 1×94  2007-09-15 2007-09-15 69 CLANNAD (Movie) | Clannad: The Motion Picture | 劇場版 CLANNAD -クラナド-
  `,
  relations: `
    2167 SEQUEL 4181
    2167 ALTERNATIVE 4059
    4181 ALTERNATIVE 6351
    2167 ALTERNATIVE 1723
  `,
})
