import { franchise } from '../franchise.ts'

export const cowboyBebop = franchise({
  synopsis:
    'A crew of bounty hunters drifts through the solar system, short of money and followed by the past.',
  genres: 'Action, Adventure, Drama, Sci-Fi',
  studio: 'Sunrise',
  media: `
    1 1 TV    out 26×24 1998-04-03 1999-04-24 86 Cowboy Bebop | Cowboy Bebop | カウボーイビバップ
    5 5 MOVIE out 1×115 2001-09-01 2001-09-01 82 Cowboy Bebop: Tengoku no Tobira | Cowboy Bebop: The Movie - Knockin' on Heaven's Door | カウボーイビバップ天国の扉
  `,
  relations: `
    1 SIDE_STORY 5
  `,
})
