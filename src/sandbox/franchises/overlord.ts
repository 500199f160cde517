import { franchise } from '../franchise.ts'

export const overlord = franchise({
  synopsis: "A player stays in a game as it closes and wakes as the undead lord of his guild's keep.",
  genres: 'Action, Adventure, Comedy, Fantasy',
  studio: 'Madhouse',
  media: `
     20832 29803 TV    out 13×24 2015-07-07 2015-09-29 77 Overlord | Overlord | オーバーロード
     98437 35073 TV    out 13×24 2018-01-09 2018-04-03 77 Overlord II | Overlord II | オーバーロードⅡ
    101474 37675 TV    out 13×24 2018-07-10 2018-10-02 78 Overlord III | Overlord III | オーバーロードⅢ
    133844 48895 TV    out 13×24 2022-07-05 2022-09-27 80 Overlord IV | Overlord IV | オーバーロードⅣ
    133845 48896 MOVIE out 1×130 2024-09-20 2024-09-20 82 Overlord Movie 3: Sei Oukoku-hen | Overlord: The Sacred Kingdom | 劇場版 オーバーロード 聖王国編
     87489 33372 MOVIE out 1×96  2017-02-25 2017-02-25 72 Overlord Movie 1: Fushisha no Ou | Overlord: The Undead King | 劇場版総集編 オーバーロード 不死者の王
     98874 34428 MOVIE out 1×98  2017-03-11 2017-03-11 73 Overlord Movie 2: Shikkoku no Eiyuu | Overlord: The Dark Hero | 劇場版総集編 オーバーロード 漆黒の英雄
  `,
  relations: `
    20832 SEQUEL 98437 SEQUEL 101474 SEQUEL 133844 SEQUEL 133845
    20832 SUMMARY 87489 SEQUEL 98874
    20832 SUMMARY 98874
  `,
})
