import { franchise } from '../franchise.ts'

export const mushokuTensei = franchise({
  synopsis: 'A recluse is born again in a world of magic and means to make something of his second life.',
  genres: 'Action, Adventure, Drama, Fantasy',
  studio: 'Studio Bind',
  media: `
    108465 39535 TV      out       11×24 2021-01-11 2021-03-22 82 Mushoku Tensei: Isekai Ittara Honki Dasu | Mushoku Tensei: Jobless Reincarnation | 無職転生 ～異世界行ったら本気だす～
    127720 45576 TV      out       12×24 2021-10-04 2021-12-20 85 Mushoku Tensei: Isekai Ittara Honki Dasu Part 2 | Mushoku Tensei: Jobless Reincarnation Cour 2 | 無職転生 ～異世界行ったら本気だす～ 第2クール
    141534 50360 SPECIAL out       1×24  2022-03-16 2022-03-16 78 Mushoku Tensei: Isekai Ittara Honki Dasu - Eris no Goblin Toubatsu | - | 無職転生 ～異世界行ったら本気だす～ エリスのゴブリン討伐
    146065 51179 TV      out       13×24 2023-07-03 2023-09-25 82 Mushoku Tensei II: Isekai Ittara Honki Dasu | Mushoku Tensei: Jobless Reincarnation Season 2 | 無職転生 Ⅱ ～異世界行ったら本気だす～
    166873 55888 TV      out       12×24 2024-04-08 2024-07-01 83 Mushoku Tensei II: Isekai Ittara Honki Dasu Part 2 | Mushoku Tensei: Jobless Reincarnation Season 2 Part 2 | 無職転生 Ⅱ ～異世界行ったら本気だす～ 第2クール
    178789 59193 TV      announced -     2026       -          -  Mushoku Tensei III: Isekai Ittara Honki Dasu | Mushoku Tensei: Jobless Reincarnation Season 3 | 無職転生 Ⅲ ～異世界行ったら本気だす～
     85564 70259 MANGA   airing    -     2014-05-02 -          80 Mushoku Tensei: Isekai Ittara Honki Dasu | Mushoku Tensei: Jobless Reincarnation | 無職転生 ～異世界行ったら本気だす～
     85470 70261 NOVEL   out       -     2014-01-23 2022-11-25 85 Mushoku Tensei: Isekai Ittara Honki Dasu | Mushoku Tensei: Jobless Reincarnation | 無職転生 ～異世界行ったら本気だす～
  `,
  relations: `
    108465 SEQUEL 127720 SEQUEL 146065 SEQUEL 166873 SEQUEL 178789
    127720 SIDE_STORY 141534
    85470 ADAPTATION 108465
    146065 ALTERNATIVE 85564
  `,
})
