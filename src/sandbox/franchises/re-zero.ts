import { franchise } from '../franchise.ts'

export const reZero = franchise({
  synopsis:
    'A boy taken to another world comes back to life whenever he dies there, and alone remembers why.',
  genres: 'Action, Adventure, Drama, Fantasy, Psychological',
  studio: 'White Fox',
  media: `
     21355 31240 TV  out       25×25 2016-04-04 2016-09-19 81 Re:Zero kara Hajimeru Isekai Seikatsu | Re:ZERO -Starting Life in Another World- | Re:ゼロから始める異世界生活
    108632 39587 TV  out       13×29 2020-07-08 2020-09-30 82 Re:Zero kara Hajimeru Isekai Seikatsu 2nd Season | Re:ZERO -Starting Life in Another World- Season 2 | Re:ゼロから始める異世界生活 2nd season
    119661 42203 TV  out       12×29 2021-01-06 2021-03-24 85 Re:Zero kara Hajimeru Isekai Seikatsu 2nd Season Part 2 | Re:ZERO -Starting Life in Another World- Season 2 Part 2 | Re:ゼロから始める異世界生活 2nd season 後半クール
    163134 54857 TV  out       16×30 2024-10-02 2025-03-26 84 Re:Zero kara Hajimeru Isekai Seikatsu 3rd Season | Re:ZERO -Starting Life in Another World- Season 3 | Re:ゼロから始める異世界生活 3rd season
    189046 61316 TV  announced -     2026-04    -          -  Re:Zero kara Hajimeru Isekai Seikatsu 4th Season | Re:ZERO -Starting Life in Another World- Season 4 | Re:ゼロから始める異世界生活 4th season
    100049 36286 OVA out       1×60  2018-10-06 2018-10-06 77 Re:Zero kara Hajimeru Isekai Seikatsu: Memory Snow | Re:ZERO -Starting Life in Another World- Memory Snow | Re:ゼロから始める異世界生活 Memory Snow
  `,
  relations: `
    21355 SEQUEL 108632 SEQUEL 119661 SEQUEL 163134 SEQUEL 189046
    21355 SIDE_STORY 100049
  `,
})
