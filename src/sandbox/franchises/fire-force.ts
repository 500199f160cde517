import { franchise } from '../franchise.ts'

export const fireForce = franchise({
  synopsis:
    'Firefighters with the gift of flame put out people who burn without cause, and look for the reason.',
  genres: 'Action, Drama, Supernatural',
  studio: 'David Production',
  media: `
    105310 38671 TV out      24×24 2019-07-06 2019-12-28 75 Enen no Shouboutai | Fire Force | 炎炎ノ消防隊
    114236 40956 TV out      24×24 2020-07-04 2020-12-12 77 Enen no Shouboutai: Ni no Shou | Fire Force Season 2 | 炎炎ノ消防隊 弐ノ章
    149118 51818 TV out      12×24 2025-04-05 2025-06-21 76 Enen no Shouboutai: San no Shou | Fire Force Season 3 | 炎炎ノ消防隊 参ノ章
    179062 59229 TV airing:3 13×24 2026-01-10 -          77 Enen no Shouboutai: San no Shou Part 2 | Fire Force Season 3 Part 2 | 炎炎ノ消防隊 参ノ章 第2クール
  `,
  relations: `
    105310 SEQUEL 114236 SEQUEL 149118 SEQUEL 179062
  `,
})
