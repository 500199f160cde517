import { franchise } from '../franchise.ts'

export const haruhiSuzumiya = franchise({
  synopsis:
    'A girl bored by the ordinary founds a club to find aliens and time travellers, who are already in it.',
  genres: 'Comedy, Mystery, Sci-Fi, Slice of Life',
  studio: 'Kyoto Animation',
  media: `
      849   849 TV    out 14×24 2006-04-03 2006-07-03 77 Suzumiya Haruhi no Yuuutsu | The Melancholy of Haruhi Suzumiya | 涼宮ハルヒの憂鬱
     4382  4382 TV    out 14×24 2009-05-22 2009-10-09 70 Suzumiya Haruhi no Yuuutsu (2009) | The Melancholy of Haruhi Suzumiya (2009) | 涼宮ハルヒの憂鬱
     7311  7311 MOVIE out 1×163 2010-02-06 2010-02-06 86 Suzumiya Haruhi no Shoushitsu | The Disappearance of Haruhi Suzumiya | 涼宮ハルヒの消失
    20566 26351 TV    out 16×24 2015-04-04 2015-07-18 67 Nagato Yuki-chan no Shoushitsu | The Disappearance of Nagato Yuki-chan | 長門有希ちゃんの消失
  `,
  relations: `
    849 SEQUEL 4382 SEQUEL 7311
    7311 SPIN_OFF 20566
  `,
})
