import type { MediaTitle } from './media.ts'
import type { Random } from './random.ts'

/** Nouns in romaji, English and Japanese. */
const nouns = [
  ['Kaze', 'Wind', '風'],
  ['Yoru', 'Night', '夜'],
  ['Umi', 'Sea', '海'],
  ['Mori', 'Forest', '森'],
  ['Hoshi', 'Star', '星'],
  ['Yuki', 'Snow', '雪'],
  ['Tsuki', 'Moon', '月'],
  ['Ame', 'Rain', '雨'],
  ['Kagami', 'Mirror', '鏡'],
  ['Tegami', 'Letter', '手紙'],
  ['Tori', 'Bird', '鳥'],
  ['Hana', 'Flower', '花'],
  ['Machi', 'Town', '町'],
  ['Uta', 'Song', '歌'],
  ['Yume', 'Dream', '夢'],
  ['Niji', 'Rainbow', '虹'],
  ['Kumo', 'Cloud', '雲'],
  ['Toki', 'Hour', '時'],
  ['Kagi', 'Key', '鍵'],
  ['Fune', 'Ship', '船'],
] as const

/** A title of two nouns, such as "Kaze no Machi", "Town of Wind", "風の町". One in five has no English title. */
export function inventTitle(random: Random): MediaTitle {
  const [a, b] = [random.pick(nouns), random.pick(nouns)]
  return {
    romaji: `${a[0]} no ${b[0]}`,
    english: random.chance(0.8) ? `${b[1]} of ${a[1]}` : null,
    native: `${a[2]}の${b[2]}`,
  }
}
