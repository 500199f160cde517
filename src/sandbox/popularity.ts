import type { SandboxMedia } from './media.ts'

/** How many users have a media on their list: close to the figure on AniList if it affects anything, else by format and score. */
export function popularityOf({ id, format, averageScore }: SandboxMedia): number {
  const known = thousands[id]
  if (known !== undefined) return known * 1000
  return Math.round((usual[format ?? ''] ?? 20_000) * ((averageScore ?? 50) / 85) ** 4)
}

const usual: Readonly<Record<string, number>> = {
  TV: 300_000,
  MOVIE: 120_000,
  ONA: 100_000,
  MANGA: 80_000,
  OVA: 60_000,
  TV_SHORT: 60_000,
  SPECIAL: 50_000,
  NOVEL: 40_000,
  MUSIC: 3_000,
}

/** In thousands, by id: titles of franchises with several versions, as popularity decides which one is the main line. */
const thousands: Readonly<Record<number, number>> = {
  ...{ 121: 330, 430: 90, 5114: 640 },
  ...{ 136: 170, 11061: 720 },
  ...{
    356: 230,
    6922: 70,
    10087: 310,
    11741: 260,
    19603: 310,
    20792: 260,
    20791: 190,
    21718: 160,
    21719: 150,
  },
  ...{ 1575: 520, 2904: 440, 8888: 60, 101811: 40, 101812: 35, 101813: 35, 97880: 90 },
  ...{ 43: 190, 468: 60, 467: 130, 801: 80 },
  ...{ 6: 190, 151040: 110, 163144: 20 },
  ...{ 2966: 200, 5341: 150, 145728: 100 },
  ...{ 530: 110, 14751: 45, 21462: 20 },
  ...{ 223: 250, 813: 320, 225: 150, 6033: 110, 20635: 70, 21175: 200 },
  ...{ 14719: 420, 665: 30, 666: 25 },
  ...{ 101922: 860, 112151: 510, 129874: 330, 142329: 560 },
  ...{ 20: 640, 1735: 570, 21220: 110, 97938: 190 },
  ...{ 2167: 300, 4181: 320, 1723: 40, 4059: 45, 6351: 40 },
}
