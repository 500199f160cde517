import { franchise } from '../franchise.ts'

export const kaguyaSama = franchise({
  synopsis: 'Two proud students love each other, and each schemes to make the other say so first.',
  genres: 'Comedy, Psychological, Romance',
  studio: 'A-1 Pictures',
  media: `
    101921 37999 TV    out 12×24 2019-01-12 2019-03-30 83 Kaguya-sama wa Kokurasetai: Tensai-tachi no Renai Zunousen | Kaguya-sama: Love is War | かぐや様は告らせたい～天才たちの恋愛頭脳戦～
    112641 40591 TV    out 12×24 2020-04-11 2020-06-27 86 Kaguya-sama wa Kokurasetai? Tensai-tachi no Renai Zunousen | Kaguya-sama: Love is War? | かぐや様は告らせたい？～天才たちの恋愛頭脳戦～
    125367 43608 TV    out 13×24 2022-04-09 2022-06-25 89 Kaguya-sama wa Kokurasetai: Ultra Romantic | Kaguya-sama: Love is War -Ultra Romantic- | かぐや様は告らせたい-ウルトラロマンティック-
    151384 52198 MOVIE out 1×96  2022-12-17 2022-12-17 87 Kaguya-sama wa Kokurasetai: First Kiss wa Owaranai | Kaguya-sama: Love is War -The First Kiss That Never Ends- | かぐや様は告らせたい-ファーストキッスは終わらない-
  `,
  relations: `
    101921 SEQUEL 112641 SEQUEL 125367 SEQUEL 151384
  `,
})
