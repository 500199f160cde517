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
  const pairs = new Map<string, SequelPair>()
  for (const [source, chain] of chains) {
    const inOrder = chain.toSorted((a, b) => a.first - b.first).map(({ to }) => to)
    const media = [...new Set([source, ...inOrder])]
    media.slice(1).forEach((to, i) => {
      const pair = [media[i] ?? source, to] as const
      pairs.set(pair.join(), pair)
    })
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d)
}

const heading = `// Made by: node tools/sequel-pairs.ts anime-relations.txt
// From https://github.com/erengy/anime-relations, which is in the public domain.

/**
 * Media of which the second goes on with the story of the first, by their AniList ids. Hints only: they say which media may
 * be worth asking AniList for along with others. They never decide an answer, and some may be wrong or out of date.
 */
// biome-ignore format: one pair a line would be long
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
