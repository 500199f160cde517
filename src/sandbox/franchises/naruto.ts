import { franchise } from '../franchise.ts'

export const naruto = franchise({
  synopsis: 'A boy shunned for the beast sealed inside him means to become the leader of his village.',
  genres: 'Action, Adventure, Comedy, Drama, Fantasy',
  studio: 'Studio Pierrot',
  media: `
       20    20 TV    out 220×23 2002-10-03 2007-02-08 80 NARUTO | Naruto | NARUTO -ナルト-
     1735  1735 TV    out 500×23 2007-02-15 2017-03-23 82 NARUTO: Shippuuden | Naruto: Shippuden | NARUTO -ナルト- 疾風伝
    16870 16870 MOVIE out 1×112  2014-12-06 2014-12-06 76 THE LAST: NARUTO THE MOVIE | THE LAST: NARUTO THE MOVIE | THE LAST -NARUTO THE MOVIE-
    21220 28755 MOVIE out 1×95   2015-08-07 2015-08-07 73 BORUTO: NARUTO THE MOVIE | Boruto: Naruto the Movie | BORUTO -NARUTO THE MOVIE-
    97938 34566 TV    out 293×23 2017-04-05 2023-03-26 60 BORUTO: NARUTO NEXT GENERATIONS | Boruto: Naruto Next Generations | BORUTO -ボルト- NARUTO NEXT GENERATIONS
  `,
  relations: `
    20 SEQUEL 1735 SEQUEL 16870 SEQUEL 21220
    1735 SEQUEL 97938
    97938 ALTERNATIVE 21220
  `,
})
