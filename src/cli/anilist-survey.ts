import { z } from 'zod'
import { AniListError } from '../anilist/errors.ts'
import { complexity, maxComplexity } from '../anilist/operations.ts'
import { readRateLimitHeaders } from '../anilist/rate-limit-headers.ts'
import { type DescribedType, findMisfits, typesSchema } from './anilist-fields.ts'
import {
  type Exchange,
  findExchange,
  idsPerPage,
  knownMedia,
  knownSequel,
  type Lists,
  manyPages,
  questionCount,
  readData,
  readLevels,
  readLists,
  readPages,
  readUsualPages,
  tooComplex,
  usualPages,
} from './anilist-questions.ts'
import type { Finding } from './doctor.ts'

/** All questions in order, with their replies. */
export interface Survey {
  /** The `Origin` that a browser would send. */
  readonly origin: string
  readonly exchanges: readonly Exchange[]
}

/**
 * Evaluates every assumption about AniList: `fail` if answers would be wrong or scans would fail, `warn` if scans take
 * longer or it could not be checked. Depends only on the survey, so a recorded one gives the same findings.
 */
export function judge(survey: Survey): Finding[] {
  const reachable = judgeReach(survey)
  // Without an answer, the other points cannot be judged.
  const looked = reachable.verdict === 'fail' ? points.slice(0, 1) : points
  return looked.flatMap(([point, look]) => [look(survey)].flat().map((verdict) => ({ point, ...verdict })))
}

type Verdict = Omit<Finding, 'point'>
type Look = (survey: Survey) => Verdict | readonly Verdict[]

const points: readonly (readonly [point: string, look: Look])[] = [
  ['reachable', judgeReach],
  ['relations by id', judgeReads],
  ['two levels of relations', judgeSecondLevel],
  ['three levels of relations', judgeThirdLevel],
  [`${idsPerPage} ids a page`, judgePageSize],
  [`${usualPages} aliased pages`, judgeUsualPages],
  [`${manyPages} aliased pages`, judgeManyPages],
  ['rate limit', judgeRateLimit],
  ['complexity', judgeComplexity],
  ['the page (CORS)', judgeCors],
  ['fields', judgeFields],
]

const asExpected = (what: string): Verdict => ({ verdict: 'ok', detail: `as expected: ${what}` })
const forInformation = (what: string): Verdict => ({ verdict: 'ok', detail: `for information: ${what}` })
/** Nothing depends on it. */
const harmless = (what: string): Verdict => ({ verdict: 'ok', detail: `differs: ${what}` })
const slower = (what: string): Verdict => ({ verdict: 'warn', detail: `differs: ${what}` })
const wrong = (what: string): Verdict => ({ verdict: 'fail', detail: `differs: ${what}` })
const notSeen = (why: string): Verdict => ({ verdict: 'warn', detail: `not checked: ${why}` })

function judgeReach({ exchanges }: Survey): Verdict {
  const answer = readPages(exchanges, 'nested')
  if (!(answer instanceof AniListError)) return asExpected('AniList responds.')
  if (answer.code === 'anilist-bad-request' || answer.code === 'anilist-too-complex')
    return asExpected('AniList responds, but refuses three levels of relations.')
  return { verdict: 'fail', detail: exchanges[0]?.failure ?? answer.message }
}

function judgeReads({ exchanges }: Survey): Verdict {
  const [first] = readLevels(exchanges)
  const read = readLists(exchanges)
  if (!first || !read) return notSeen('AniList did not answer both requests.')
  if (!first.get(knownMedia)?.has(`SEQUEL ${knownSequel}`))
    return wrong(`${knownSequel} is not among the sequels of ${knownMedia}. Answers would be wrong.`)
  const { missing, strange } = compare(first, read)
  if (missing + strange > 0)
    return wrong(`two requests return different relations of ${knownMedia}. Answers would be wrong.`)
  return asExpected('complete, and the same in two requests.')
}

function judgeSecondLevel({ exchanges }: Survey): Verdict {
  const { state, told } = judgeLevel(exchanges, 1)
  if (state === 'whole') return asExpected(`${told}.`)
  if (state === 'unknown') return notSeen(`${told}.`)
  return slower(
    `${told}. Answers stay correct, as nested lists are only hints, but scans take more requests.`,
  )
}

function judgeThirdLevel({ exchanges }: Survey): Verdict {
  const { state, told } = judgeLevel(exchanges, 2)
  if (state === 'empty') return asExpected(`${told}. Nothing relies on it.`)
  if (state === 'unknown') return forInformation(`${told}.`)
  return harmless(`${told}. That is more than we rely on.`)
}

interface LevelState {
  readonly state: 'whole' | 'partial' | 'empty' | 'unknown'
  readonly told: string
}

/** Compares the nested relations of one level with those of the same media by id. */
function judgeLevel(exchanges: readonly Exchange[], depth: number): LevelState {
  const level = readLevels(exchanges)[depth]
  const read = readLists(exchanges)
  if (!level?.size || !read) return { state: 'unknown', told: 'nothing to compare' }
  const { lists, edges, missing, strange } = compare(level, read)
  if (edges === 0) return { state: 'unknown', told: 'no title at this depth has relations' }
  const all = `${edges} relations in ${lists} lists`
  if (missing + strange === 0) return { state: 'whole', told: `complete: ${all}` }
  if (missing === edges && strange === 0)
    return { state: 'empty', told: `no relations, although there are ${all}` }
  return {
    state: 'partial',
    told: `incomplete: of ${all}, ${missing} are missing, and there are ${strange} others`,
  }
}

/** Counts differences between nested lists and relations by id, for media in both. */
function compare(lists: Lists, read: Lists) {
  const total = { lists: 0, edges: 0, missing: 0, strange: 0 }
  for (const [id, found] of lists) {
    const whole = read.get(id)
    if (!whole) continue
    total.lists++
    total.edges += whole.size
    total.missing += [...whole].filter((edge) => !found.has(edge)).length
    total.strange += [...found].filter((edge) => !whole.has(edge)).length
  }
  return total
}

function judgePageSize({ exchanges }: Survey): Verdict {
  const pages = readUsualPages(exchanges)
  if (!pages) return notSeen('AniList returned no page of this size.')
  if (Object.values(pages).some((page) => page?.pageInfo?.hasNextPage))
    return wrong('AniList returns fewer per page. Scans would mistake the others for deleted titles.')
  return asExpected('all of them fit on one page.')
}

function judgeUsualPages({ exchanges }: Survey): Verdict {
  const pages = readPages(exchanges, 'ten pages')
  if (pages instanceof AniListError) {
    const asked = findExchange(exchanges, 'ten pages')
    if (!asked) return notSeen(askedNoMore)
    return slower(`${describe(asked, pages)} Answers stay correct, but scans take more requests.`)
  }
  const answered = Object.values(pages).flatMap((page) => page?.media ?? [])
  const empty = usualPages - Object.values(pages).filter((page) => page?.media).length
  if (empty > 0) return wrong(`${empty} of them are missing without an error. Answers would be wrong.`)
  return asExpected(`answered, with ${answered.length} titles.`)
}

function judgeManyPages({ exchanges }: Survey): Verdict {
  const asked = findExchange(exchanges, 'sixteen pages')
  if (!asked) return forInformation('not tested.')
  const pages = readPages(exchanges, 'sixteen pages')
  return forInformation(pages instanceof AniListError ? `refused. ${describe(asked, pages)}` : 'answered.')
}

function judgeRateLimit({ exchanges }: Survey): Verdict {
  const { limit, remaining } = readRateLimitHeaders(new Headers(exchanges[0]?.reply?.headers), 0)
  if (limit === undefined || remaining === undefined)
    return slower('replies do not include it. We only notice it when AniList refuses a request.')
  const told = `${limit} requests per minute, with ${remaining} left after the first.`
  return limit < 30 ? slower(`${told} Scans take longer than with 30.`) : asExpected(told)
}

function judgeComplexity({ exchanges }: Survey): Verdict {
  const asked = findExchange(exchanges, 'complexity')
  if (!asked) return notSeen(askedNoMore)
  const ours = complexity(tooComplex)
  const answer = readData(asked, z.unknown())
  if (!(answer instanceof AniListError))
    return harmless(`AniList accepts a query with a complexity of ${ours}.`)
  if (answer.code !== 'anilist-too-complex' || asked.reply?.status !== 400)
    return slower(`${describe(asked, answer)} We expect HTTP 400 with the complexity of the query.`)
  const [most = 0, got = 0] = asked.reply.body?.errors?.[0]?.message.match(/\d+/g)?.map(Number) ?? []
  const told = `AniList accepts at most ${most}, and counts ${got} where we count ${ours}.`
  if (most < maxComplexity || got > ours) return wrong(`${told} It may refuse our requests.`)
  return most === maxComplexity && got === ours ? asExpected(told) : harmless(told)
}

function judgeCors({ origin, exchanges }: Survey): Verdict {
  const asked = findExchange(exchanges, 'preflight')
  if (!asked?.reply) return notSeen(asked?.failure ?? askedNoMore)
  const { status, headers } = asked.reply
  const allowsOrigin = [headers, exchanges[0]?.reply?.headers].every((one) =>
    ['*', origin].includes(one?.['access-control-allow-origin'] ?? ''),
  )
  const allowsJson = /(^|[\s,])(\*|content-type)([\s,]|$)/i.test(
    headers['access-control-allow-headers'] ?? '',
  )
  const gaps = [
    ...(status >= 200 && status < 300 ? [] : [`a preflight request gets HTTP ${status}`]),
    ...(allowsOrigin ? [] : [`replies do not allow ${origin}`]),
    ...(allowsJson ? [] : ['pages are not allowed to send JSON']),
  ]
  if (gaps.length === 0) return asExpected(`pages at ${origin} may send requests to AniList.`)
  return slower(`${gaps.join(', ')}. The page can't load public lists itself, so the server does.`)
}

function judgeFields({ exchanges }: Survey): Verdict | readonly Verdict[] {
  if (exchanges.length < questionCount) return notSeen(askedNoMore)
  const types: DescribedType[] = []
  for (const exchange of exchanges.filter(({ name }) => name.startsWith('types'))) {
    const described = readData(exchange, typesSchema)
    if (described instanceof AniListError) return notSeen(describe(exchange, described))
    types.push(...Object.values(described).filter((type) => type !== null))
  }
  try {
    const misfits = findMisfits(types)
    if (misfits.length === 0)
      return asExpected(`AniList has every field that we select, in ${types.length} types.`)
    return misfits.map((misfit) => wrong(`${misfit} Everything that needs it fails: please report it.`))
  } catch (error) {
    return notSeen(`AniList's description of its types can't be used: ${error}`)
  }
}

const askedNoMore = 'AniList refused an earlier request, so we sent no more.'

/** Why there is no data, in AniList's own words if possible. */
function describe({ reply, failure }: Exchange, error: AniListError): string {
  const said = reply?.body?.errors?.[0]?.message
  return failure ?? (said ? `AniList says: "${said}" (HTTP ${reply?.status}).` : error.message)
}
