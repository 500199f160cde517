import { franchise } from '../franchise.ts'

export const tokyoGhoul = franchise({
  synopsis:
    'A student becomes half a ghoul through an operation and has to live between men and those who eat them.',
  genres: 'Action, Drama, Horror, Psychological, Supernatural',
  studio: 'Studio Pierrot',
  media: `
     20605 22319 TV out 12×24 2014-07-04 2014-09-19 75 Tokyo Ghoul | Tokyo Ghoul | 東京喰種-トーキョーグール-
     20850 27899 TV out 12×24 2015-01-09 2015-03-27 68 Tokyo Ghoul √A | Tokyo Ghoul √A | 東京喰種-トーキョーグール-√A
    100240 36511 TV out 12×24 2018-04-03 2018-06-19 63 Tokyo Ghoul:re | Tokyo Ghoul:re | 東京喰種-トーキョーグール-:re
    102351 37799 TV out 12×24 2018-10-09 2018-12-25 64 Tokyo Ghoul:re 2 | Tokyo Ghoul:re 2 | 東京喰種-トーキョーグール-:re 最終章
  `,
  relations: `
    20605 SEQUEL 20850 SEQUEL 100240 SEQUEL 102351
  `,
})
