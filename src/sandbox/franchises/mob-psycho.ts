import { franchise } from '../franchise.ts'

export const mobPsycho = franchise({
  synopsis:
    'A shy boy with boundless psychic power would rather have friends, muscles and the girl he likes.',
  genres: 'Action, Comedy, Slice of Life, Supernatural',
  studio: 'Bones',
  media: `
     21507 32182 TV  out 12×24 2016-07-12 2016-09-27 84 Mob Psycho 100 | Mob Psycho 100 | モブサイコ100
    101338 37510 TV  out 13×24 2019-01-07 2019-04-01 88 Mob Psycho 100 II | Mob Psycho 100 II | モブサイコ100 Ⅱ
    140439 50172 TV  out 12×24 2022-10-06 2022-12-22 87 Mob Psycho 100 III | Mob Psycho 100 III | モブサイコ100 Ⅲ
    109819 39651 OVA out 1×25  2019-09-25 2019-09-25 79 Mob Psycho 100 II: Dai Ikkai Rei to ka Soudansho Ian Ryokou - Kokoro Mitasu Iyashi no Tabi | - | モブサイコ100 Ⅱ 第一回霊とか相談所慰安旅行
  `,
  relations: `
    21507 SEQUEL 101338 SEQUEL 140439
    101338 SIDE_STORY 109819
  `,
})
