import { franchise } from '../franchise.ts'

export const spyXFamily = franchise({
  synopsis:
    'A spy, an assassin and a girl who reads minds play family and keep their secrets from one another.',
  genres: 'Action, Comedy, Slice of Life',
  studio: 'Wit Studio',
  media: `
    140960  50265 TV    out    12×24 2022-04-09 2022-06-25 84 SPY×FAMILY | SPY x FAMILY | SPY×FAMILY
    142838  50602 TV    out    13×24 2022-10-01 2022-12-24 82 SPY×FAMILY Part 2 | SPY x FAMILY Cour 2 | SPY×FAMILY 第2クール
    158927  53887 TV    out    12×24 2023-10-07 2023-12-23 80 SPY×FAMILY Season 2 | SPY x FAMILY Season 2 | SPY×FAMILY Season 2
    158928  53888 MOVIE out    1×110 2023-12-22 2023-12-22 80 SPY×FAMILY CODE: White | SPY x FAMILY CODE: White | SPY×FAMILY CODE: White
    177937  59027 TV    out    13×24 2025-10-04 2025-12-27 81 SPY×FAMILY Season 3 | SPY x FAMILY Season 3 | SPY×FAMILY Season 3
    108556 119161 MANGA airing -     2019-03-25 -          85 SPY×FAMILY | SPY x FAMILY | SPY×FAMILY
  `,
  relations: `
    140960 SEQUEL 142838 SEQUEL 158927 SEQUEL 177937
    142838 SIDE_STORY 158928
    108556 ADAPTATION 140960
    108556 ADAPTATION 142838
  `,
})
