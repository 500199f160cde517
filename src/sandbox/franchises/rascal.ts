import { franchise } from '../franchise.ts'

export const rascal = franchise({
  synopsis:
    'A student meets a girl in a rabbit costume whom nobody else can see, the first of several such cases.',
  genres: 'Comedy, Drama, Mystery, Psychological, Romance, Supernatural',
  studio: 'CloverWorks',
  media: `
    101291 37450 TV    out 13×24 2018-10-04 2018-12-27 80 Seishun Buta Yarou wa Bunny Girl Senpai no Yume wo Minai | Rascal Does Not Dream of Bunny Girl Senpai | 青春ブタ野郎はバニーガール先輩の夢を見ない
    104157 38329 MOVIE out 1×90  2019-06-15 2019-06-15 84 Seishun Buta Yarou wa Yumemiru Shoujo no Yume wo Minai | Rascal Does Not Dream of a Dreaming Girl | 青春ブタ野郎はゆめみる少女の夢を見ない
    154967 53129 MOVIE out 1×73  2023-06-23 2023-06-23 79 Seishun Buta Yarou wa Odekake Sister no Yume wo Minai | Rascal Does Not Dream of a Sister Venturing Out | 青春ブタ野郎はおでかけシスターの夢を見ない
    161474 54870 MOVIE out 1×75  2023-12-01 2023-12-01 80 Seishun Buta Yarou wa Randoseru Girl no Yume wo Minai | Rascal Does Not Dream of a Knapsack Kid | 青春ブタ野郎はランドセルガールの夢を見ない
    171046 57433 TV    out 13×24 2025-07-05 2025-09-27 78 Seishun Buta Yarou wa Santa Claus no Yume wo Minai | Rascal Does Not Dream of Santa Claus | 青春ブタ野郎はサンタクロースの夢を見ない
  `,
  relations: `
    101291 SEQUEL 104157 SEQUEL 154967 SEQUEL 161474 SEQUEL 171046
  `,
})
