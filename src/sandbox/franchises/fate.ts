import { franchise } from '../franchise.ts'

export const fate = franchise({
  synopsis: 'Seven mages summon seven heroes of legend and fight until one of them holds the Grail.',
  genres: 'Action, Drama, Fantasy, Supernatural',
  studio: 'ufotable',
  media: `
      356   356 TV    out 24×24 2006-01-07 2006-06-17 69 Fate/stay night | Fate/stay night | Fate/stay night
     6922  6922 MOVIE out 1×107 2010-01-23 2010-01-23 68 Fate/stay night Movie: UNLIMITED BLADE WORKS | Fate/stay night: Unlimited Blade Works | 劇場版 Fate/stay night UNLIMITED BLADE WORKS
    10087 10087 TV    out 13×27 2011-10-02 2011-12-25 81 Fate/Zero | Fate/Zero | Fate/Zero
    11741 11741 TV    out 12×24 2012-04-08 2012-06-24 84 Fate/Zero 2nd Season | Fate/Zero Season 2 | Fate/Zero 2ndシーズン
    19603 22297 TV    out 12×28 2014-10-12 2014-12-28 79 Fate/stay night: Unlimited Blade Works | Fate/stay night [Unlimited Blade Works] | Fate/stay night [Unlimited Blade Works]
    20792 28701 TV    out 13×24 2015-04-05 2015-06-28 81 Fate/stay night: Unlimited Blade Works 2nd Season | Fate/stay night [Unlimited Blade Works] Season 2 | Fate/stay night [Unlimited Blade Works] 2ndシーズン
    20791 25537 MOVIE out 1×120 2017-10-14 2017-10-14 80 Fate/stay night Movie: Heaven's Feel - I. presage flower | Fate/stay night [Heaven's Feel] I. presage flower | 劇場版 Fate/stay night [Heaven's Feel] I. presage flower
    21718 33049 MOVIE out 1×117 2019-01-12 2019-01-12 83 Fate/stay night Movie: Heaven's Feel - II. lost butterfly | Fate/stay night [Heaven's Feel] II. lost butterfly | 劇場版 Fate/stay night [Heaven's Feel] II. lost butterfly
    21719 33050 MOVIE out 1×122 2020-08-15 2020-08-15 85 Fate/stay night Movie: Heaven's Feel - III. spring song | Fate/stay night [Heaven's Feel] III. spring song | 劇場版 Fate/stay night [Heaven's Feel] III. spring song
  `,
  relations: `
    10087 SEQUEL 11741 SEQUEL 19603 SEQUEL 20792
    11741 SEQUEL 356
    11741 SEQUEL 20791 SEQUEL 21718 SEQUEL 21719
    356 ALTERNATIVE 19603
    356 ALTERNATIVE 6922
    356 ALTERNATIVE 20791
  `,
})
