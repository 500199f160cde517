import { franchise } from '../franchise.ts'

export const madokaMagica = franchise({
  synopsis: "A girl is offered any wish in return for a magical girl's duty, and is warned to refuse.",
  genres: 'Drama, Fantasy, Mahou Shoujo, Psychological',
  studio: 'Shaft',
  media: `
      9756  9756 TV    out       12×24 2011-01-07 2011-04-22 83 Mahou Shoujo Madoka☆Magica | Puella Magi Madoka Magica | 魔法少女まどか☆マギカ
     11977 11977 MOVIE out       1×130 2012-10-06 2012-10-06 80 Mahou Shoujo Madoka☆Magica Movie 1: Hajimari no Monogatari | Puella Magi Madoka Magica the Movie Part 1: Beginnings | 劇場版 魔法少女まどか☆マギカ 前編 始まりの物語
     11979 11979 MOVIE out       1×109 2012-10-13 2012-10-13 82 Mahou Shoujo Madoka☆Magica Movie 2: Eien no Monogatari | Puella Magi Madoka Magica the Movie Part 2: Eternal | 劇場版 魔法少女まどか☆マギカ 後編 永遠の物語
     11981 11981 MOVIE out       1×116 2013-10-26 2013-10-26 85 Mahou Shoujo Madoka☆Magica Movie 3: Hangyaku no Monogatari | Puella Magi Madoka Magica the Movie: Rebellion | 劇場版 魔法少女まどか☆マギカ 新編 叛逆の物語
    133007 48820 MOVIE announced 1×-   2026       -          -  Mahou Shoujo Madoka☆Magica Movie 4: Walpurgis no Kaiten | Puella Magi Madoka Magica the Movie: Walpurgisnacht Rising | 劇場版 魔法少女まどか☆マギカ ワルプルギスの廻天
  `,
  relations: `
    9756 COMPILATION 11977 SEQUEL 11979 SEQUEL 11981 SEQUEL 133007
    9756 COMPILATION 11979
    9756 SEQUEL 11981
  `,
})
