import { franchise } from '../franchise.ts'

export const steinsGate = franchise({
  synopsis: 'A self-styled mad scientist finds that his microwave can send messages into the past.',
  genres: 'Drama, Psychological, Sci-Fi, Thriller',
  studio: 'White Fox',
  media: `
      9253  9253 TV      out 24×24 2011-04-06 2011-09-14 89 Steins;Gate | Steins;Gate | STEINS;GATE
     10863 10863 SPECIAL out 1×24  2012-02-22 2012-02-22 80 Steins;Gate: Oukoubakko no Poriomania | Steins;Gate: Egoistic Poriomania | STEINS;GATE 横行跋扈のポリオマニア
     11577 11577 MOVIE   out 1×89  2013-04-20 2013-04-20 83 Steins;Gate Movie: Fuka Ryouiki no Déjà vu | Steins;Gate: The Movie - Load Region of Déjà Vu | 劇場版 STEINS;GATE 負荷領域のデジャヴ
     20907 27957 ONA     out 4×4   2014-10-14 2014-11-11 70 Steins;Gate: Soumei Eichi no Cognitive Computing | Steins;Gate: The Sagacious Wisdom of Cognitive Computing | STEINS;GATE 聡明叡智のコグニティブ・コンピューティング
     21127 30484 TV      out 23×24 2018-04-12 2018-09-27 83 Steins;Gate 0 | Steins;Gate 0 | STEINS;GATE 0
    104174 37492 SPECIAL out 1×24  2018-12-21 2018-12-21 78 Steins;Gate 0: Kesshou Takei no Valentine | Steins;Gate 0: Valentine's of Crystal Polymorphism | STEINS;GATE 0 結晶多形のヴァレンタイン
  `,
  relations: `
    9253 SEQUEL 10863 SEQUEL 11577
    9253 SEQUEL 21127
    9253 SIDE_STORY 20907
    21127 SIDE_STORY 104174
  `,
})
