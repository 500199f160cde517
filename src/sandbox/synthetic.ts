import type { Franchise } from './franchise.ts'
import {
  type MediaStatus,
  type MediaTitle,
  type RelationKind,
  reverse,
  type SandboxMedia,
  type SandboxRelation,
  unknownDate,
} from './media.ts'
import { type Random, seededRandom } from './random.ts'

/** A generated franchise, with what is needed to make lists from it. */
export interface SyntheticFranchise extends Franchise {
  /** The main line, first season first. */
  readonly trunk: readonly number[]
  /** Other anime: branches, side stories, songs. */
  readonly others: readonly number[]
  /**
   * For a step that only exists backwards (`B PREQUEL A` without `A SEQUEL B`): B, and C after it. AniList only
   * reveals such a step to clients that read B, so lists with titles of this franchise contain B or C.
   */
  readonly revealing: readonly [number, number] | undefined
}

export const firstSyntheticId = 1_000_001

/** Ids of deleted media: edges lead to them, and AniList returns null. */
const goneId = 9_000_000

/** Every 160th franchise is a long chain, including the first, so that every catalogue has one. */
const longChainEvery = 160

/** Makes `count` media in franchises of about six. Depends only on the seed; more media only change the last one. */
export function generateFranchises(count: number, seed: number): SyntheticFranchise[] {
  const random = seededRandom(`franchises ${seed}`)
  const franchises: SyntheticFranchise[] = []
  for (let id = firstSyntheticId; id < firstSyntheticId + count; ) {
    const isLong = franchises.length % longChainEvery === 0
    const size = Math.min(isLong ? random.between(24, 30) : drawSize(random), firstSyntheticId + count - id)
    const previous = franchises.at(-1)?.trunk[0]
    franchises.push(isLong ? longChain(id, size, random) : shortFranchise(id, size, previous, random))
    id += size
  }
  return franchises
}

function drawSize(random: Random): number {
  const kind = random.next()
  if (kind < 0.25) return random.between(1, 2)
  if (kind < 0.7) return random.between(3, 8)
  if (kind < 0.95) return random.between(6, 12)
  return random.between(10, 18)
}

/** A chain of 21 to 26 media (so at least 20 steps), size permitting, without anything that would interrupt it. */
function longChain(firstId: number, size: number, random: Random): SyntheticFranchise {
  const draft = new Draft(firstId, random)
  const trunk = draft.addTrunk(Math.min(size, random.between(21, 26)))
  for (const [a, b] of pairs(trunk)) draft.relate(a, 'SEQUEL', b, random.chance(0.1))
  while (draft.size < size) draft.addSideStory(random.pick(trunk))
  return draft.finish(trunk, undefined)
}

function shortFranchise(
  firstId: number,
  size: number,
  previous: number | undefined,
  random: Random,
): SyntheticFranchise {
  const draft = new Draft(firstId, random)
  const trunk = draft.addTrunk(Math.max(1, Math.round(size * (0.5 + random.next() * 0.4))))
  draft.endTrunk(trunk)
  const revealing = linkTrunk(draft, trunk, random)
  if (random.chance(0.5) && draft.size < size) draft.addManga(trunk)
  while (draft.size < size) draft.addExtra(trunk)
  if (previous !== undefined && random.chance(0.02)) draft.relate(firstId, 'CHARACTER', previous)
  if (random.chance(0.01)) draft.relate(random.pick(trunk), 'OTHER', goneId + firstId, true)
  return draft.finish(trunk, revealing)
}

/** Connects the seasons: mostly correctly, sometimes as incompletely as on AniList. */
function linkTrunk(draft: Draft, trunk: readonly number[], random: Random): SyntheticFranchise['revealing'] {
  const backward = trunk.length >= 4 && random.chance(0.08) ? random.between(0, trunk.length - 3) : undefined
  for (const [a, b, i] of pairs(trunk)) {
    if (i === backward) {
      draft.relate(b, 'PREQUEL', a, true)
      continue
    }
    const isForwardOnly = random.chance(0.08) && i - 1 !== backward
    draft.relate(a, 'SEQUEL', b, isForwardOnly)
    const skipped = trunk[i + 2]
    if (random.chance(0.03)) draft.relate(a, 'SEQUEL', b, true)
    if (random.chance(0.03)) draft.relate(a, 'SIDE_STORY', b)
    if (skipped !== undefined && random.chance(0.05)) draft.relate(a, 'SEQUEL', skipped, true)
    if (random.chance(0.01)) draft.relate(a, 'SEQUEL', a, true)
  }
  const [first, last] = [trunk[0], trunk.at(-1)]
  if (trunk.length > 1 && first && last && random.chance(0.03)) draft.relate(last, 'SEQUEL', first, true)
  const [b, c] = backward === undefined ? [] : [trunk[backward + 1], trunk[backward + 2]]
  return b !== undefined && c !== undefined ? [b, c] : undefined
}

function* pairs(trunk: readonly number[]): Generator<[number, number, number]> {
  for (const [i, b] of trunk.entries()) {
    const a = trunk[i - 1]
    if (a !== undefined) yield [a, b, i - 1]
  }
}

/** A franchise being generated. */
class Draft {
  readonly #media: SandboxMedia[] = []
  readonly #relations: SandboxRelation[] = []
  readonly #others: number[] = []
  readonly #firstId: number
  readonly #random: Random
  readonly #name: SandboxMedia['title']
  #year: number

  constructor(firstId: number, random: Random) {
    this.#firstId = firstId
    this.#random = random
    this.#name = inventTitle(random)
    this.#year = random.between(1985, 2022)
  }

  get size(): number {
    return this.#media.length
  }

  relate(from: number, kind: RelationKind, to: number, oneWay = false): void {
    const relation = { from, to, kind }
    this.#relations.push(relation)
    if (!oneWay) this.#relations.push(reverse(relation))
  }

  addTrunk(length: number): number[] {
    return Array.from({ length }, (_, i) => {
      const suffix = i === 0 ? '' : ` Season ${i + 1}`
      if (this.#random.chance(0.8)) this.#year++
      return this.#add(suffix, this.#random.chance(0.85) ? 'TV' : 'MOVIE')
    })
  }

  /** The last season may be unfinished, and any but the first may be adult or cancelled. */
  endTrunk(trunk: readonly number[]): void {
    const last = this.#media.at(-1)
    if (last && this.#random.chance(0.2)) {
      const status = this.#random.pick(['RELEASING', 'NOT_YET_RELEASED'] as const)
      this.#change(last.id, this.#unfinished(status))
    }
    for (const id of trunk.slice(1)) {
      if (this.#random.chance(0.01)) this.#change(id, { isAdult: true })
      if (this.#random.chance(0.01)) this.#change(id, this.#unfinished('CANCELLED'))
    }
  }

  addManga(trunk: readonly number[]): void {
    const manga = this.#add('', this.#random.pick(['MANGA', 'NOVEL']), {
      type: 'MANGA',
      episodes: null,
      duration: null,
      studio: null,
    })
    for (const [i, id] of trunk.slice(0, 4).entries()) this.relate(manga, 'ADAPTATION', id, i > 0)
  }

  addSideStory(of: number): void {
    this.relate(of, 'SIDE_STORY', this.#addOther(' Special', 'OVA'))
  }

  /** SUMMARY and SPIN_OFF are one-way, as their inverse would be PARENT, which looks like that of a side story. */
  addExtra(trunk: readonly number[]): void {
    const at = this.#random.between(0, trunk.length - 1)
    // A trunk is never empty.
    const of = trunk[at] as number
    const kind = this.#random.next()
    if (kind < 0.28) this.addSideStory(of)
    else if (kind < 0.5) this.#addBranch(of)
    else if (kind < 0.58) this.#addDetour(of, trunk[at + 2] ?? trunk[at + 1])
    else if (kind < 0.66) this.relate(of, 'SUMMARY', this.#addOther(' Recap', 'SPECIAL'), true)
    else if (kind < 0.74) this.relate(of, 'SPIN_OFF', this.#addOther(' Petit', 'ONA'), true)
    else if (kind < 0.78) this.relate(of, 'ALTERNATIVE', this.#addOther(' Another', 'TV'))
    else if (kind < 0.82) this.relate(of, 'COMPILATION', this.#addOther(' the Movie', 'MOVIE'))
    else if (kind < 0.9)
      this.relate(
        of,
        this.#random.pick(['CHARACTER', 'OTHER', 'SEQUEL'] as const),
        this.#addOther(' Song', 'MUSIC'),
      )
    else if (kind < 0.95) this.relate(of, 'SEQUEL', this.#addOther(' at Night', 'OVA', { isAdult: true }))
    else this.relate(of, 'SEQUEL', this.#addOther(' Lost', 'TV', this.#unfinished('CANCELLED')))
  }

  finish(trunk: readonly number[], revealing: SyntheticFranchise['revealing']): SyntheticFranchise {
    return { media: this.#media, relations: this.#relations, trunk, others: this.#others, revealing }
  }

  /** A second continuation, which may itself follow an earlier one. */
  #addBranch(of: number): void {
    const earlier = this.#random.chance(0.5) ? this.#others.at(-1) : undefined
    this.relate(earlier ?? of, 'SEQUEL', this.#addOther(' Next', 'TV'), this.#random.chance(0.1))
  }

  /** Another path from one season to a later one. */
  #addDetour(of: number, to: number | undefined): void {
    const film = this.#addOther(' Between', 'MOVIE')
    this.relate(of, 'SEQUEL', film)
    if (to !== undefined) this.relate(film, 'SEQUEL', to)
  }

  #addOther(suffix: string, format: string, change: Partial<SandboxMedia> = {}): number {
    const id = this.#add(suffix, format, change)
    this.#others.push(id)
    return id
  }

  #add(suffix: string, format: string, change: Partial<SandboxMedia> = {}): number {
    const random = this.#random
    const id = this.#firstId + this.#media.length
    const name = (text: string | null) => text && text + suffix
    const date = { year: this.#year, month: random.between(1, 12), day: random.between(1, 28) }
    this.#media.push({
      id,
      idMal: null,
      type: 'ANIME',
      format,
      status: 'FINISHED',
      isAdult: false,
      title: {
        romaji: name(this.#name.romaji),
        english: name(this.#name.english),
        native: this.#name.native,
      },
      episodes: format === 'TV' ? random.pick([10, 12, 12, 13, 24, 25]) : 1,
      duration: format === 'MOVIE' ? 100 : format === 'MUSIC' ? 4 : 24,
      startDate: date,
      endDate: date,
      averageScore: random.between(50, 90),
      genres: [random.pick(genres)],
      synonyms: [],
      studio: 'Sandbox Pictures',
      synopsis: null,
      nextEpisode: null,
      ...change,
    })
    return id
  }

  #unfinished(status: MediaStatus): Partial<SandboxMedia> {
    const onAir = status === 'RELEASING'
    return {
      status,
      ...(!onAir && { startDate: unknownDate, episodes: null, averageScore: null }),
      endDate: unknownDate,
      nextEpisode: onAir ? this.#random.between(2, 10) : null,
    }
  }

  #change(id: number, change: Partial<SandboxMedia>): void {
    const at = id - this.#firstId
    const media = this.#media[at]
    if (media) this.#media[at] = { ...media, ...change }
  }
}

const genres = [
  'Action',
  'Adventure',
  'Comedy',
  'Drama',
  'Fantasy',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Slice of Life',
] as const

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
function inventTitle(random: Random): MediaTitle {
  const [a, b] = [random.pick(nouns), random.pick(nouns)]
  return {
    romaji: `${a[0]} no ${b[0]}`,
    english: random.chance(0.8) ? `${b[1]} of ${a[1]}` : null,
    native: `${a[2]}の${b[2]}`,
  }
}
