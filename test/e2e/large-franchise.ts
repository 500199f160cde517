import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Kind = 'SEQUEL' | 'SIDE_STORY' | 'SPIN_OFF' | 'SUMMARY' | 'ALTERNATIVE'

/** The first season, whose id is the franchise's. */
export const largeFranchiseId = 800_001
export const largeFranchiseSize = 100

/**
 * Saves the list of a user with a franchise of a hundred titles: thirty yearly seasons, the last of which are missing, five
 * specials beside every third season, and two spin-offs of ten seasons each. Pass the file to a sandbox; its user is `real`.
 */
export function saveLargeFranchise(folder: string): string {
  const edges = new Map<number, { to: number; kind: Kind }[]>()
  const years = new Map<number, number>()
  const formats = new Map<number, string>()
  let id = largeFranchiseId
  const add = (year: number, format: string) => {
    years.set(id, year)
    formats.set(id, format)
    return id++
  }
  const relate = (from: number, kind: Kind, to: number) =>
    edges.set(from, [...(edges.get(from) ?? []), { to, kind }])

  const line = (length: number, from: number) => {
    const ids = Array.from({ length }, (_, at) => add(from + at, 'TV'))
    for (const [at, one] of ids.entries()) {
      const next = ids[at + 1]
      if (next !== undefined) relate(one, 'SEQUEL', next)
    }
    return ids
  }
  const seasons = line(30, 1990)
  for (const season of seasons.filter((_, at) => at % 3 === 0)) {
    for (let special = 0; special < 5; special++) {
      const kind = special === 0 ? 'SUMMARY' : 'SIDE_STORY'
      relate(season, kind, add((years.get(season) ?? 0) + special, special === 1 ? 'MOVIE' : 'OVA'))
    }
  }
  for (const at of [4, 17]) {
    const [first] = line(10, 1996 + at)
    relate(seasons[at] as number, 'SPIN_OFF', first as number)
  }
  relate(seasons[2] as number, 'ALTERNATIVE', seasons[20] as number)

  const node = (one: number) => ({
    id: one,
    type: 'ANIME',
    format: formats.get(one),
    status: 'FINISHED',
    episodes: formats.get(one) === 'TV' ? 12 : 1,
    duration: formats.get(one) === 'TV' ? 24 : 90,
    title: { romaji: `Endless Voyage: ${one - largeFranchiseId + 1}. The Journey Through the Northern Seas` },
    startDate: { year: years.get(one), month: (one % 12) + 1, day: 1 },
  })
  // On the list: all but the last of each kind.
  const statuses = ['COMPLETED', 'COMPLETED', 'COMPLETED', 'PLANNING', 'PAUSED', 'DROPPED'] as const
  const listed = [...years.keys()].filter((one) => edges.has(one))
  const entries = listed.map((one, at) => ({
    status: at < 20 ? 'COMPLETED' : statuses[at % statuses.length],
    media: {
      ...node(one),
      relations: {
        edges: (edges.get(one) ?? []).map(({ to, kind }) => ({ relationType: kind, node: node(to) })),
      },
    },
  }))
  const file = join(folder, 'large-franchise.json')
  writeFileSync(file, JSON.stringify({ MediaListCollection: { lists: [{ entries }] } }))
  return file
}
