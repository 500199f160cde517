import { franchise } from '../franchise.ts'

export const myHeroAcademia = franchise({
  synopsis:
    'In a world where nearly everyone has a power, a boy born without one enters the school for heroes.',
  genres: 'Action, Adventure, Comedy',
  studio: 'Bones',
  media: `
     21459 31964 TV      out       13×24 2016-04-03 2016-06-26 76 Boku no Hero Academia | My Hero Academia | 僕のヒーローアカデミア
     21856 33486 TV      out       25×24 2017-04-01 2017-09-30 80 Boku no Hero Academia 2 | My Hero Academia Season 2 | 僕のヒーローアカデミア2
    100166 36456 TV      out       25×24 2018-04-07 2018-09-29 80 Boku no Hero Academia 3 | My Hero Academia Season 3 | 僕のヒーローアカデミア3
    104276 38408 TV      out       25×24 2019-10-12 2020-04-04 78 Boku no Hero Academia 4 | My Hero Academia Season 4 | 僕のヒーローアカデミア4
    117193 41587 TV      out       25×24 2021-03-27 2021-09-25 74 Boku no Hero Academia 5 | My Hero Academia Season 5 | 僕のヒーローアカデミア5
    139630 49918 TV      out       25×24 2022-10-01 2023-03-25 82 Boku no Hero Academia 6 | My Hero Academia Season 6 | 僕のヒーローアカデミア6
    163139 54789 TV      out       21×24 2024-05-04 2024-10-12 81 Boku no Hero Academia 7 | My Hero Academia Season 7 | 僕のヒーローアカデミア7
    182896 60098 TV      out       11×24 2025-10-04 2025-12-13 86 Boku no Hero Academia FINAL SEASON | My Hero Academia FINAL SEASON | 僕のヒーローアカデミア FINAL SEASON
    204356 63130 SPECIAL announced 1×-   2026-05    -          -  Boku no Hero Academia: More | - | 僕のヒーローアカデミア More
     99308 35262 SPECIAL out       1×24  2017-03-25 2017-03-25 66 Boku no Hero Academia 2: Hero Note | - | 僕のヒーローアカデミア ヒーローノート
    100723 36896 MOVIE   out       1×97  2018-08-03 2018-08-03 76 Boku no Hero Academia THE MOVIE: Futari no Hero | My Hero Academia: Two Heroes | 僕のヒーローアカデミア THE MOVIE ～２人の英雄～
    108553 39565 MOVIE   out       1×104 2019-12-20 2019-12-20 78 Boku no Hero Academia THE MOVIE: Heroes:Rising | My Hero Academia: Heroes Rising | 僕のヒーローアカデミア THE MOVIE ヒーローズ:ライジング
    126659 44200 MOVIE   out       1×105 2021-08-06 2021-08-06 74 Boku no Hero Academia THE MOVIE: World Heroes' Mission | My Hero Academia: World Heroes' Mission | 僕のヒーローアカデミア THE MOVIE ワールド ヒーローズ ミッション
    169927 56838 MOVIE   out       1×110 2024-08-02 2024-08-02 75 Boku no Hero Academia THE MOVIE: You're Next | My Hero Academia: You're Next | 僕のヒーローアカデミア THE MOVIE ユアネクスト
  `,
  relations: `
    21459 SEQUEL 21856 SEQUEL 100166 SEQUEL 104276 SEQUEL 117193 SEQUEL 139630 SEQUEL 163139 SEQUEL 182896 SEQUEL 204356
    21856 SUMMARY 99308
    100166 SIDE_STORY 100723 SEQUEL 108553 SEQUEL 126659 SEQUEL 169927
  `,
})
