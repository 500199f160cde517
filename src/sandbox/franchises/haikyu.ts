import { franchise } from '../franchise.ts'

export const haikyu = franchise({
  synopsis: 'A small player with a great leap and a gifted setter learn to play volleyball as one.',
  genres: 'Comedy, Drama, Sports',
  studio: 'Production I.G',
  media: `
     20464 20583 TV    out 25×24 2014-04-06 2014-09-21 84 Haikyuu!! | HAIKYU!! | ハイキュー!!
     20992 28891 TV    out 25×24 2015-10-04 2016-03-27 86 Haikyuu!! 2nd Season | HAIKYU!! 2nd Season | ハイキュー!! セカンドシーズン
     21698 32935 TV    out 10×24 2016-10-08 2016-12-10 87 Haikyuu!!: Karasuno Koukou VS Shiratorizawa Gakuen Koukou | HAIKYU!! 3rd Season | ハイキュー!! 烏野高校 VS 白鳥沢学園高校
    106625 38883 TV    out 13×24 2020-01-11 2020-04-04 84 Haikyuu!!: TO THE TOP | HAIKYU!! TO THE TOP | ハイキュー!! TO THE TOP
    113538 40776 TV    out 12×24 2020-10-03 2020-12-19 85 Haikyuu!!: TO THE TOP Part 2 | HAIKYU!! TO THE TOP Part 2 | ハイキュー!! TO THE TOP 第2クール
    153658 52742 MOVIE out 1×85  2024-02-16 2024-02-16 86 Haikyuu!! Movie: Gomisuteba no Kessen | HAIKYU!! The Dumpster Battle | 劇場版ハイキュー!! ゴミ捨て場の決戦
  `,
  relations: `
    20464 SEQUEL 20992 SEQUEL 21698 SEQUEL 106625 SEQUEL 113538 SEQUEL 153658
  `,
})
