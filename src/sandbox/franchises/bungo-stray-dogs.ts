import { franchise } from '../franchise.ts'

export const bungoStrayDogs = franchise({
  synopsis:
    'An orphan joins a detective agency whose members carry the names and the gifts of famous writers.',
  genres: 'Action, Comedy, Mystery, Supernatural',
  studio: 'Bones',
  media: `
     21311 31478 TV       out    12×24 2016-04-07 2016-06-23 77 Bungou Stray Dogs | Bungo Stray Dogs | 文豪ストレイドッグス
     21679 32867 TV       out    12×24 2016-10-06 2016-12-16 81 Bungou Stray Dogs 2nd Season | Bungo Stray Dogs 2 | 文豪ストレイドッグス 第2シーズン
    103223 38003 TV       out    12×24 2019-04-12 2019-06-28 80 Bungou Stray Dogs 3rd Season | Bungo Stray Dogs 3 | 文豪ストレイドッグス 第3シーズン
    141249 50330 TV       out    13×24 2023-01-04 2023-03-29 82 Bungou Stray Dogs 4th Season | Bungo Stray Dogs 4 | 文豪ストレイドッグス 第4シーズン
    163263 54898 TV       out    11×24 2023-07-12 2023-09-20 83 Bungou Stray Dogs 5th Season | Bungo Stray Dogs 5 | 文豪ストレイドッグス 第5シーズン
     21791 33071 OVA      out    1×24  2017-08-04 2017-08-04 74 Bungou Stray Dogs: Hitori Ayumu | Bungo Stray Dogs 2: Walking Alone | 文豪ストレイドッグス 『独り歩む』
     98384 34944 MOVIE    out    1×90  2018-03-03 2018-03-03 78 Bungou Stray Dogs: DEAD APPLE | Bungo Stray Dogs: DEAD APPLE | 文豪ストレイドッグス DEAD APPLE
    120150 42250 TV_SHORT out    12×12 2021-01-13 2021-03-31 75 Bungou Stray Dogs Wan! | Bungo Stray Dogs WAN! | 文豪ストレイドッグス わん！
     85307 56529 MANGA    airing -     2012-12-04 -          83 Bungou Stray Dogs | Bungo Stray Dogs | 文豪ストレイドッグス
  `,
  relations: `
    21311 SEQUEL 21679 SEQUEL 103223 SEQUEL 141249 SEQUEL 163263
    85307 ADAPTATION 21311
    21679 SIDE_STORY 98384
    21311 OTHER 98384 one-way
    103223 SIDE_STORY 21791 one-way
    21311 SPIN_OFF 120150
  `,
})
