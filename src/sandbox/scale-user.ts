import { ApiError } from './api-error.ts'
import { hash, type Random, seededRandom } from './random.ts'
import { firstSyntheticId, type SyntheticFranchise } from './synthetic.ts'
import { makeUser, type SandboxUser, type UserMaker } from './user.ts'
import { type ListStatus, UserList } from './user-list.ts'

const smallest = 50
const largest = 11_000

/** Leaves room for 90,000 ranges of the largest list within GraphQL's 31-bit Int. */
const firstEntryId = 1_000_000_000

/**
 * Makes the users `scale50` to `scale11000`, with that many entries from generated franchises, and variants such as
 * `scale500-7`. The same name gives the same list in every sandbox with the same seed and scale.
 */
export function createScaleUsers(franchises: readonly SyntheticFranchise[], seed: number): UserMaker {
  return (name) => {
    const [, sizeText, variantText = '0'] = /^scale(\d+)(?:-(\d{1,2}))?$/i.exec(name) ?? []
    const [size, variant] = [Number(sizeText), Number(variantText)]
    if (sizeText === undefined || size < smallest || size > largest || franchises.length === 0)
      return undefined
    const random = seededRandom(`list ${seed} ${size} ${variant}`)
    const picks = pickEntries(franchises, size, random)
    if (picks.size < size) {
      throw new ApiError(
        400,
        `${name} needs a larger catalogue: start the sandbox with a --scale of ${size * 3} or more.`,
      )
    }
    return makeScaleUser(name, size * 100 + variant, picks, random)
  }
}

function makeScaleUser(
  name: string,
  number: number,
  picks: ReadonlyMap<number, ListStatus>,
  random: Random,
): SandboxUser {
  const list = new UserList(firstEntryId + (hash(name.toLowerCase()) % 90_000) * largest)
  for (const [mediaId, status] of picks) {
    const customLists = random.chance(0.06) ? [random.pick(customListNames)] : []
    list.save(
      mediaId,
      {
        status,
        customLists,
        score: random.chance(0.6) ? random.between(4, 10) * 10 : 0,
        hiddenFromStatusLists: customLists.length > 0 && random.chance(0.4),
      },
      1_704_067_200 + mediaId - firstSyntheticId,
    )
  }
  return makeUser({ id: 10_000_000 + number, name: name.toLowerCase(), list, customLists: customListNames })
}

const customListNames = ['Favourites', 'With friends']

/** Chooses random franchises, then fills up with the rest of them, to at most `size` entries. */
function pickEntries(
  franchises: readonly SyntheticFranchise[],
  size: number,
  random: Random,
): Map<number, ListStatus> {
  const picks = new Map<number, ListStatus>()
  const add = (entries: Iterable<[number, ListStatus]>) => {
    for (const [id, status] of entries) if (!picks.has(id)) picks.set(id, status)
  }
  const longChains = franchises.filter(({ trunk }) => trunk.length > 20)
  const long = longChains.length > 0 ? random.pick(longChains) : undefined
  const head = long?.trunk[0]
  if (head !== undefined) add([[head, 'COMPLETED']])

  const shuffled = random.shuffle(franchises.filter((franchise) => franchise !== long))
  for (const franchise of shuffled) {
    const entries = watch(franchise, random)
    if (picks.size + entries.size <= size) add(entries)
    if (picks.size === size) return picks
  }
  // Except franchises with a revealing step, which need more than a part of their media.
  const left = shuffled.flatMap(({ trunk, others, revealing }) => (revealing ? [] : [...trunk, ...others]))
  for (const id of left) if (picks.size < size) add([[id, 'COMPLETED']])
  return picks
}

/** One user's entries of a franchise: usually its beginning, sometimes something further along or off the main line. */
function watch({ trunk, others, revealing }: SyntheticFranchise, random: Random): Map<number, ListStatus> {
  const entries = new Map<number, ListStatus>()
  const seen = Math.min(trunk.length, random.pick([1, 1, 2, 2, 3, 3, 4, 5, 6, 9]))
  for (const id of trunk.slice(0, seen)) entries.set(id, random.chance(0.04) ? 'REPEATING' : 'COMPLETED')
  const lastSeen = trunk[seen - 1]
  if (lastSeen !== undefined && random.chance(0.25)) {
    entries.set(lastSeen, random.pick(['CURRENT', 'CURRENT', 'PLANNING', 'PAUSED', 'DROPPED']))
  }
  for (const id of trunk.slice(seen + 1)) {
    if (random.chance(0.08))
      entries.set(id, random.pick(['PLANNING', 'PLANNING', 'PAUSED', 'DROPPED', 'COMPLETED']))
  }
  for (const id of others) if (random.chance(0.3)) entries.set(id, 'COMPLETED')
  if (revealing && !entries.has(revealing[0]) && !entries.has(revealing[1])) {
    entries.set(revealing[1], random.pick(['COMPLETED', 'PLANNING']))
  }
  return entries
}
