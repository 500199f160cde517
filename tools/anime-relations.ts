import { franchises } from '../src/sandbox/franchises/index.ts'

/** AniList IDs of two media, the second of which continues the story of the first. */
export type SequelPair = readonly [from: number, to: number]

/** `MyAnimeList|Kitsu|AniList:EPISODES -> MyAnimeList|Kitsu|AniList:EPISODES`; only the AniList IDs are used. */
const rule = /^- [^|]+\|[^|]+\|(?<from>[\d?]+):(?<first>\d+)\S* -> [^|]+\|[^|]+\|(?<to>[\d?~]+):/

/**
 * Reads the rules of an anime-relations.txt, which say how the episodes of one media are numbered elsewhere: "episodes 13 to 24
 * of this are 1 to 12 of that". If the episodes of one media are several others, these form a chain of pairs, from the first to
 * the last.
 *
 * @returns sorted, without duplicates, none from a media to itself
 * @example
 * parseSequelPairs('- 1|2|10:25-36 -> 3|4|30:1-12\n- 1|2|10:13-24 -> 5|6|20:1-12!') // [[10, 20], [20, 30]]
 */
export function parseSequelPairs(text: string): SequelPair[] {
  const chains = new Map<number, { first: number; to: number }[]>()
  for (const line of text.split('\n')) {
    const { from = '?', first, to = '?' } = rule.exec(line)?.groups ?? {}
    // A `~` or an unknown ID is not a number, so neither leads anywhere.
    const [source, target] = [Number(from), Number(to)]
    if (!source || !target) continue
    const chain = chains.get(source) ?? []
    chains.set(source, [...chain, { first: Number(first), to: target }])
  }
  const pairs = [...chains].flatMap(([source, chain]) => {
    const inOrder = chain.toSorted((a, b) => a.first - b.first).map(({ to }) => to)
    const media = [...new Set([source, ...inOrder])]
    return media.slice(1).map((to, i): SequelPair => [media[i] ?? source, to])
  })
  return sorted(pairs)
}

/**
 * The built-in pairs: those of an anime-relations.txt, and what that does not have, since episode numbers do not continue
 * across movies. The sandbox has some of the best known franchises with AniList's own IDs, whose sequels are such pairs.
 */
export function shippedPairs(text: string): SequelPair[] {
  const ofSandbox = franchises.flatMap(({ media, relations }) => {
    const real = new Set(
      media.filter(({ id, type }) => type === 'ANIME' && id < firstMadeUp).map(({ id }) => id),
    )
    return relations
      .filter(({ from, to, kind }) => kind === 'SEQUEL' && real.has(from) && real.has(to))
      .map(({ from, to }): SequelPair => [from, to])
  })
  return sorted([...parseSequelPairs(text), ...ofSandbox])
}

/** IDs from here on are the sandbox's own: AniList has none this large. */
const firstMadeUp = 900_000

function sorted(pairs: readonly SequelPair[]): SequelPair[] {
  const unique = new Map(pairs.map((pair) => [pair.join(), pair]))
  return [...unique.values()].sort(([a, b], [c, d]) => a - c || b - d)
}

const heading = `// Made by: node tools/sequel-pairs.ts anime-relations.txt
// From https://github.com/erengy/anime-relations, which is in the public domain, and from the sandbox's franchises.

/**
 * Pairs of AniList IDs: the second continues the story of the first. They are only hints about what is worth asking AniList
 * for in a request that is sent anyway. They never affect an answer, and some may be wrong or outdated.
 */
// biome-ignore format: one pair per line would be very long
export const sequelPairs: readonly (readonly [from: number, to: number])[] = [
`

/** The module `src/core/sequel-pairs.ts`, with as many pairs per line as fit. */
export function formatSequelPairs(pairs: readonly SequelPair[]): string {
  const lines = ['']
  for (const pair of pairs) {
    const text = ` [${pair.join(', ')}],`
    const line = lines.at(-1) ?? ''
    if (line.length + text.length > 108) lines.push(text)
    else lines[lines.length - 1] = line + text
  }
  return `${heading}${lines.map((line) => ` ${line}\n`).join('')}]\n`
}
