import { franchise } from '../franchise.ts'

export const ghostInTheShell = franchise({
  synopsis:
    "A police officer in an artificial body hunts crime in a network that reaches into people's minds.",
  genres: 'Action, Psychological, Sci-Fi',
  studio: 'Production I.G',
  media: `
      43   43 MOVIE   out 1×82  1995-11-18 1995-11-18 82 Koukaku Kidoutai | Ghost in the Shell | 攻殻機動隊
     468  468 MOVIE   out 1×99  2004-03-06 2004-03-06 75 INNOCENCE | Ghost in the Shell 2: Innocence | イノセンス
     467  467 TV      out 26×25 2002-10-01 2003-03-25 84 Koukaku Kidoutai: STAND ALONE COMPLEX | Ghost in the Shell: Stand Alone Complex | 攻殻機動隊 STAND ALONE COMPLEX
     801  801 TV      out 26×25 2004-01-01 2005-01-08 85 Koukaku Kidoutai: STAND ALONE COMPLEX 2nd GIG | Ghost in the Shell: Stand Alone Complex 2nd GIG | 攻殻機動隊 S.A.C. 2nd GIG
    1566 1566 SPECIAL out 1×105 2006-09-01 2006-09-01 81 Koukaku Kidoutai: STAND ALONE COMPLEX - Solid State Society | Ghost in the Shell: Stand Alone Complex - Solid State Society | 攻殻機動隊 STAND ALONE COMPLEX Solid State Society
  `,
  relations: `
    43 SEQUEL 468
    467 SEQUEL 801 SEQUEL 1566
    43 ALTERNATIVE 467
  `,
})
