import { franchise } from '../franchise.ts'

export const shinkalion = franchise({
  synopsis: 'Children drive bullet trains that turn into robots.',
  genres: 'Action, Mecha',
  studio: 'OLM',
  media: `
    100620 36531 TV    out 76×24 2018-01-06 2019-06-29 68 Shinkansen Henkei Robo Shinkalion | - | 新幹線変形ロボ シンカリオン
    110131 39967 MOVIE out 1×77  2019-12-27 2019-12-27 67 Shinkansen Henkei Robo Shinkalion: Mirai kara Kita Shinsoku no ALFA-X | - | 新幹線変形ロボ シンカリオン 未来からきた神速のＡＬＦＡ-Ｘ
    128737 46381 TV    out 41×24 2021-04-09 2022-03-18 67 Shinkansen Henkei Robo Shinkalion Z | - | 新幹線変形ロボ シンカリオンＺ
  `,
  relations: `
    100620 SEQUEL 110131 SEQUEL 128737
    100620 CHARACTER 30 one-way
  `,
})
