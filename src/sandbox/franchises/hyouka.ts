import { franchise } from '../franchise.ts'

export const hyouka = franchise({
  synopsis: 'A boy who saves his energy is drawn into small mysteries by a girl who cannot let them rest.',
  genres: 'Mystery, Romance, Slice of Life',
  studio: 'Kyoto Animation',
  media: `
    12189 12189 TV    out 22×25 2012-04-23 2012-09-16 80 Hyouka | Hyouka | 氷菓
    13469 13469 OVA   out 1×25  2012-07-08 2012-07-08 74 Hyouka: Motsubeki Mono wa | Hyouka: What Should Be Had | 氷菓 持つべきものは
    65513 35513 NOVEL out -     2001-10-31 2001-10-31 80 Hyouka | - | 氷菓
  `,
  relations: `
    12189 SIDE_STORY 13469
    65513 ADAPTATION 12189
  `,
})
