import { franchises } from '../src/sandbox/franchises/index.ts'

/** AniList ids of two media, the second of which goes on with the story of the first. */
export type SequelPair = readonly [from: number, to: number]

/** `MyAnimeList|Kitsu|AniList:EPISODES -> MyAnimeList|Kitsu|AniList:EPISODES`; only what stands for AniList is read. */
const rule = /^- [^|]+\|[^|]+\|(?<from>[\d?]+):(?<first>\d+)\S* -> [^|]+\|[^|]+\|(?<to>[\d?~]+):/

/**
 * Reads the rules of an anime-relations.txt, which say what the episodes of one media are called elsewhere: "episodes 13 to
 * 24 of this are 1 to 12 of that". Where the episodes of one media are several others, these follow each other, so that a
 * chain of pairs leads from the first to the last.
 *
 * @returns sorted, each once, none from a media to itself
 * @example
 * parseSequelPairs('- 1|2|10:25-36 -> 3|4|30:1-12\n- 1|2|10:13-24 -> 5|6|20:1-12!') // [[10, 20], [20, 30]]
 */
export function parseSequelPairs(text: string): SequelPair[] {
  const chains = new Map<number, { first: number; to: number }[]>()
  for (const line of text.split('\n')) {
    const { from = '?', first, to = '?' } = rule.exec(line)?.groups ?? {}
    // A `~` as well as an unknown id is no number: both lead nowhere.
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
 * The pairs that ship: those of an anime-relations.txt, and what that cannot know, as episodes of films never run on in
 * other films. The sandbox has some of the best known franchises with AniList's own ids, whose sequels are such pairs.
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

/** From here on the sandbox's ids are its own: AniList has none so large. */
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

/** The module `src/core/sequel-pairs.ts`, as many pairs on a line as fit. */
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
