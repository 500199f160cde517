import { franchise } from '../franchise.ts'

export const konosuba = franchise({
  synopsis:
    'A boy who died an embarrassing death starts anew with a useless goddess and two difficult companions.',
  genres: 'Adventure, Comedy, Fantasy',
  studio: 'Studio Deen',
  media: `
     21202 30831 TV    out 10×24 2016-01-14 2016-03-17 79 Kono Subarashii Sekai ni Shukufuku wo! | KONOSUBA -God's blessing on this wonderful world! | この素晴らしい世界に祝福を！
     21574 32380 OVA   out 1×24  2016-06-24 2016-06-24 75 Kono Subarashii Sekai ni Shukufuku wo! OVA | - | この素晴らしい世界に祝福を！ OVA
     21699 32937 TV    out 10×24 2017-01-12 2017-03-16 81 Kono Subarashii Sekai ni Shukufuku wo! 2 | KONOSUBA -God's blessing on this wonderful world! 2 | この素晴らしい世界に祝福を！2
    102976 38040 MOVIE out 1×90  2019-08-30 2019-08-30 84 Kono Subarashii Sekai ni Shukufuku wo! Kurenai Densetsu | KONOSUBA -God's blessing on this wonderful world!- Legend of Crimson | 映画 この素晴らしい世界に祝福を！紅伝説
    136804 49458 TV    out 11×24 2024-04-10 2024-06-19 82 Kono Subarashii Sekai ni Shukufuku wo! 3 | KONOSUBA -God's blessing on this wonderful world! 3 | この素晴らしい世界に祝福を！3
  `,
  relations: `
    21202 SEQUEL 21699 SEQUEL 102976 SEQUEL 136804
    21202 SIDE_STORY 21574
  `,
})
