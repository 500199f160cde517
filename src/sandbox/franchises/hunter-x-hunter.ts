import { franchise } from '../franchise.ts'

export const hunterXHunter = franchise({
  synopsis: "A boy sits the hunters' examination to learn why his father preferred that life to him.",
  genres: 'Action, Adventure, Fantasy',
  studio: 'Madhouse',
  media: `
      136   136 TV    out 62×24  1999-10-16 2001-03-31 84 HUNTER×HUNTER | Hunter x Hunter | HUNTER×HUNTER
      137   137 OVA   out 8×30   2002-01-17 2002-04-17 83 HUNTER×HUNTER: Original Video Animation | Hunter x Hunter: Original Video Animation | HUNTER×HUNTER OVA
      138   138 OVA   out 8×30   2003-02-19 2003-05-21 80 HUNTER×HUNTER: Greed Island | Hunter x Hunter: Greed Island | HUNTER×HUNTER GREED ISLAND
      139   139 OVA   out 14×30  2004-03-03 2004-08-18 81 HUNTER×HUNTER: G.I. Final | Hunter x Hunter: Greed Island Final | HUNTER×HUNTER G・I FINAL
    11061 11061 TV    out 148×24 2011-10-02 2014-09-24 89 HUNTER×HUNTER (2011) | Hunter x Hunter (2011) | HUNTER×HUNTER (2011)
    13271 13271 MOVIE out 1×97   2013-01-12 2013-01-12 69 HUNTER×HUNTER: Phantom Rouge | Hunter x Hunter: Phantom Rouge | 劇場版 HUNTER×HUNTER 緋色の幻影
    19951 19951 MOVIE out 1×97   2013-12-27 2013-12-27 67 HUNTER×HUNTER: The Last Mission | Hunter x Hunter: The Last Mission | 劇場版 HUNTER×HUNTER The LAST MISSION
  `,
  relations: `
    136 SEQUEL 137 SEQUEL 138 SEQUEL 139
    136 ALTERNATIVE 11061
    11061 SIDE_STORY 13271
    11061 SIDE_STORY 19951
  `,
})
