import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import type { SessionWorld } from './session-world.ts'

/**
 * A model of refreshing: a chain of tokens per session. Random acts, some of them concurrent, are performed for real and
 * compared with what the model allows.
 */
interface ModelSession {
  readonly id: string
  readonly openedAt: number
  usedAt: number
  ended: boolean
  /** In the order of issue. The last one is valid, unless the session has ended. */
  tokens: { readonly text: string; spentAt: number }[]
}

/** `token` counts back from the newest token of any session; so does `session`. */
export type Act =
  | { readonly act: 'refresh'; readonly token: number }
  | { readonly act: 'sign-out'; readonly session: number }
  | { readonly act: 'open' }

export type Step = { readonly wait: number } | { readonly together: readonly Act[] }

const second = 1000
const day = 86_400 * second

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ act: fc.constant('refresh' as const), token: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('sign-out' as const), session: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.constant({ act: 'open' as const }) },
)
const wait = fc.constantFrom(
  1,
  9 * second,
  10 * second,
  10 * second + 1,
  day,
  14 * day - 1,
  14 * day,
  30 * day,
)

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ wait }) },
    { weight: 3, arbitrary: fc.record({ together: fc.array(act, { minLength: 1, maxLength: 3 }) }) },
  ),
  { minLength: 4, maxLength: 14 },
)

/** The outcome of an act: a refresh token, or the code of an error. */
type Outcome =
  | { readonly token: string }
  | { readonly code: string }
  | { readonly opened: ModelSession }
  | 'done'

/** Performs the steps for real, on a new account, and checks every outcome against the model. */
export async function runSteps(world: SessionWorld, steps: readonly Step[]): Promise<void> {
  const accountId = await world.newAccount()
  let model: ModelSession[] = [await open(world, accountId)]
  for (const step of steps) {
    if ('wait' in step) {
      world.time.now += step.wait
      continue
    }
    const acts = step.together.map((each) => aim(model, each))
    const outcomes = await Promise.all(acts.map((each) => perform(world, accountId, each)))
    model = explain(model, acts, outcomes, world.time.now)
    await compare(world, accountId, model)
  }
}

/** An act with its target: a token's text, or a session's ID. */
type Aimed = { readonly act: Act['act']; readonly target: string }

function aim(model: readonly ModelSession[], each: Act): Aimed {
  if (each.act === 'open') return { act: 'open', target: '' }
  if (each.act === 'sign-out') {
    return { act: 'sign-out', target: model[model.length - 1 - (each.session % model.length)]?.id ?? '' }
  }
  const tokens = model.flatMap((session) => session.tokens)
  return { act: 'refresh', target: tokens[tokens.length - 1 - (each.token % tokens.length)]?.text ?? '' }
}

async function perform(world: SessionWorld, accountId: string, { act, target }: Aimed): Promise<Outcome> {
  if (act === 'open') return { opened: await open(world, accountId) }
  if (act === 'sign-out') {
    await world.sessions.end('sign-out', { id: target, accountId })
    return 'done'
  }
  try {
    return { token: (await world.refresh(target)).refreshToken }
  } catch (error) {
    return { code: (error as { code: string }).code }
  }
}

async function open(world: SessionWorld, accountId: string): Promise<ModelSession> {
  const { session, refreshToken } = await world.open(accountId)
  const { id, createdAt } = session
  return {
    id,
    openedAt: createdAt,
    usedAt: createdAt,
    ended: false,
    tokens: [{ text: refreshToken, spentAt: Infinity }],
  }
}

/** Searches for an order in which the acts, one after the other, have these outcomes. */
function explain(
  model: readonly ModelSession[],
  acts: readonly Aimed[],
  outcomes: readonly Outcome[],
  now: number,
): ModelSession[] {
  for (const order of permutations(acts.map((_, index) => index))) {
    const next = structuredClone(model) as ModelSession[]
    const fits = order.every((index) => {
      const [each, outcome] = [acts[index], outcomes[index]]
      return each && outcome && allows(next, each, outcome, now)
    })
    if (fits) return next
  }
  throw new Error(`No order explains ${JSON.stringify({ acts, outcomes, model, now })}`)
}

/** Whether the model allows the outcome. If so, the act is applied to the model. */
function allows(model: ModelSession[], { act, target }: Aimed, outcome: Outcome, now: number): boolean {
  if (act === 'open')
    return typeof outcome === 'object' && 'opened' in outcome && model.push(outcome.opened) > 0
  if (act === 'sign-out') {
    for (const session of model) session.ended ||= session.id === target
    return true
  }
  const session = model.find(({ tokens }) => tokens.some(({ text }) => text === target))
  if (!session || typeof outcome !== 'object' || 'opened' in outcome) return false
  return allowsRefresh(session, target, outcome, now)
}

function allowsRefresh(
  session: ModelSession,
  target: string,
  outcome: { readonly token: string } | { readonly code: string },
  now: number,
): boolean {
  const over = now - session.openedAt >= 30 * day || now - session.usedAt >= 14 * day
  if (session.ended || over)
    return 'code' in outcome && /^(refresh-token-unknown|session-ended)$/.test(outcome.code)

  const place = session.tokens.findIndex(({ text }) => text === target)
  const used = session.tokens[place]
  const head = session.tokens.at(-1)
  if (used === head && used) {
    if (!('token' in outcome) || session.tokens.some(({ text }) => text === outcome.token)) return false
    used.spentAt = now
    session.usedAt = now
    session.tokens.push({ text: outcome.token, spentAt: Infinity })
    return true
  }
  const inGrace = place === session.tokens.length - 2 && now - (used?.spentAt ?? 0) <= 10 * second
  if (inGrace) return 'token' in outcome && outcome.token === head?.text
  session.ended = true
  return 'code' in outcome && outcome.code === 'refresh-token-reused'
}

/** The database has exactly the sessions that are alive in the model, each with its one valid token. */
async function compare(
  world: SessionWorld,
  accountId: string,
  model: readonly ModelSession[],
): Promise<void> {
  const stored = await world.sessions.list(accountId)
  const alive = model.filter(
    ({ ended, openedAt, usedAt }) =>
      !ended && world.time.now - openedAt < 30 * day && world.time.now - usedAt < 14 * day,
  )
  const good = (session: ModelSession) => world.refreshTokens.hash(session.tokens.at(-1)?.text ?? '')
  deepStrictEqual(
    new Map(stored.map(({ id, refreshHash }) => [id, refreshHash])),
    new Map(alive.map((session) => [session.id, good(session)])),
  )
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first) =>
    permutations(items.filter((other) => other !== first)).map((rest) => [first, ...rest]),
  )
}
