import { franchise } from '../franchise.ts'

/**
 * Invented, as its ids say: it gathers every oddity that AniList's relations are known to have and that is not
 * pinned on a real title here. A film joins two seasons; an adult and a cancelled season stand before others;
 * a song counts as a sequel; seasons 2 and 3 know of each other in one direction only; there are a self edge,
 * parallel edges, a cycle, an edge to a media that is gone, and titles, dates, format and status left open.
 */
export const lighthouse = franchise({
  synopsis: 'Three sisters keep a lighthouse on a coast that ships no longer pass.',
  genres: 'Drama, Slice of Life',
  studio: 'Sandbox Pictures',
  media: `
    900001 - TV      out       12×24 2015-04-05 2015-06-21 78 Toudaimori | The Lighthouse Keepers | 灯台守
    900002 - TV      out       12×24 2017-07-02 2017-09-17 79 Toudaimori 2nd Season | The Lighthouse Keepers Season 2 | 灯台守 第2期
    900003 - MOVIE   out       1×104 2019-02-08 2019-02-08 83 Toudaimori: Fuyu no Akari | The Lighthouse Keepers: Winter Light | 灯台守 冬の灯り
    900004 - TV      out       12×24 2021        -         80 Toudaimori 3rd Season | - | 灯台守 第3期
    900005 - TV      airing:7  12×24 -           -         77 Toudaimori 4th Season | - | 灯台守 第4期
    900006 - OVA     out       1×30  2018-05     2018-05   60 Toudaimori: Yoru | - | 灯台守 夜 | adult
    900007 - OVA     out       1×30  2018-08     2018-08   61 Toudaimori: Asa | - | 灯台守 朝
    900008 - TV      cancelled -     -           -         -  Toudaimori: Gaikoku-hen | - | 灯台守 外国編
    900009 - TV      announced -     -           -         -  Toudaimori: Kikoku-hen | - | 灯台守 帰国編
    900010 - MUSIC   out       1×4   2015-05-01 2015-05-01 -  Nami no Uta | Song of the Waves | 波の歌
    900011 - -       -         -     -           -         -  - | - | 灯台守 完結編
    900012 - MANGA   hiatus    -     2012-01     -         74 Toudaimori | - | 灯台守
  `,
  relations: `
    900001 SEQUEL 900002
    900001 SEQUEL 900002 one-way
    900001 SIDE_STORY 900002 one-way
    900002 SEQUEL 900002 one-way
    900002 SEQUEL 900003 one-way
    900004 PREQUEL 900003 one-way
    900004 SEQUEL 900005 SEQUEL 900011
    900005 SEQUEL 900001 one-way
    900002 SEQUEL 900006 SEQUEL 900007
    900002 SEQUEL 900008 SEQUEL 900009
    900001 SEQUEL 900010
    900001 OTHER 900099 one-way
    900012 ADAPTATION 900001
  `,
})
