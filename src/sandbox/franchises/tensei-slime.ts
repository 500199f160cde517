import { franchise } from '../franchise.ts'

export const tenseiSlime = franchise({
  synopsis: 'A man wakes in another world as a slime and builds a nation of monsters around himself.',
  genres: 'Action, Adventure, Comedy, Fantasy',
  studio: '8bit',
  media: `
    101280 37430 TV    out       24×24 2018-10-02 2019-03-19 81 Tensei Shitara Slime Datta Ken | That Time I Got Reincarnated as a Slime | 転生したらスライムだった件
    106509 38793 OVA   out       5×24  2019-07-09 2020-11-27 75 Tensei Shitara Slime Datta Ken OVA | - | 転生したらスライムだった件 OAD
    108511 39551 TV    out       12×24 2021-01-12 2021-03-30 82 Tensei Shitara Slime Datta Ken 2nd Season | That Time I Got Reincarnated as a Slime Season 2 | 転生したらスライムだった件 第2期
    116741 41488 TV    out       12×24 2021-04-06 2021-06-22 74 Tensura Nikki: Tensei Shitara Slime Datta Ken | The Slime Diaries: That Time I Got Reincarnated as a Slime | 転スラ日記 転生したらスライムだった件
    116742 41487 TV    out       12×24 2021-07-06 2021-09-21 83 Tensei Shitara Slime Datta Ken 2nd Season Part 2 | That Time I Got Reincarnated as a Slime Season 2 Part 2 | 転生したらスライムだった件 第2期 第2部
    139498 49877 MOVIE out       1×114 2022-11-25 2022-11-25 75 Tensei Shitara Slime Datta Ken Movie: Guren no Kizuna-hen | That Time I Got Reincarnated as a Slime the Movie: Scarlet Bond | 劇場版 転生したらスライムだった件 紅蓮の絆編
    156822 53580 TV    out       24×24 2024-04-05 2024-09-27 77 Tensei Shitara Slime Datta Ken 3rd Season | That Time I Got Reincarnated as a Slime Season 3 | 転生したらスライムだった件 第3期
    182205 59970 TV    announced -     2026-04    -          -  Tensei Shitara Slime Datta Ken 4th Season | That Time I Got Reincarnated as a Slime Season 4 | 転生したらスライムだった件 第4期
  `,
  relations: `
    101280 SEQUEL 108511 SEQUEL 116742 SEQUEL 139498 SEQUEL 156822 SEQUEL 182205
    116742 SEQUEL 156822 one-way
    101280 SIDE_STORY 106509
    101280 SPIN_OFF 116741
  `,
})
