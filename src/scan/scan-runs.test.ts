import { describe, expect, test } from 'vitest'
import { anime, seasons } from '../../test/support/graph.ts'
import { createHeldUpstream } from '../../test/support/held-upstream.ts'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { AniListError } from '../anilist/errors.ts'
import { type ListEntry, makeList } from '../core/list.ts'
import { defaultSearch } from '../core/search.ts'
import { createScanRuns, type RunOptions, type RunRequest, type RunState, type Viewer } from './scan-runs.ts'

const watched = (mediaId: number): ListEntry => ({
  mediaId,
  status: 'COMPLETED',
  score: 0,
  progress: 0,
  private: false,
})

/**
 * A person who has watched the first of four seasons. Takes one request for the list, then one after another for the relations
 * of the others.
 */
function startRuns(options: Partial<RunOptions> & { showsAdult?: boolean } = {}) {
  const clock = createVirtualClock({ auto: false })
  const upstream = createHeldUpstream({
    entries: [...makeList([watched(1)]).values()],
    media: [1, 2, 3, 4].map((id) => anime(id, { isAdult: id === 4 })),
    relations: seasons(1, 2, 3, 4),
    showsAdult: options.showsAdult ?? false,
    now: clock.now,
  })
  const runs = createScanRuns({ ...clock, scan: upstream.services, timeoutMs: 300_000, ...options })
  return { clock, upstream, runs }
}

/** A signed-in person. */
function viewerWith(
  id: string,
  token: string,
  ended = new AbortController().signal,
  sessionId = 's1',
): Viewer {
  return {
    ...{ id, sessionId },
    withToken: (use) => use(token, ended),
    watch: () => ({ ended, release() {} }),
  }
}

const request: RunRequest = { name: 'casual', search: defaultSearch, partial: false }
const whole = ['list casual', 'relations 2', 'relations 3']

function phaseOf(state: RunState): string {
  return state.phase
}

describe('equal requests', () => {
  test('share one run and its answer', async () => {
    const { runs, upstream } = startRuns()
    const [one, other] = [runs.join(request), runs.join(request)]
    upstream.flow()
    const { answer } = await one.ended()
    expect((await other.ended()).answer).toBe(answer)
    expect(upstream.sent).toEqual(whole)
    expect(answer.missing.map(({ media }) => media.id)).toEqual([2, 3])
  })

  const viewer = viewerWith('account-1', 'token-1')
  const cases: readonly (readonly [name: string, other: RunRequest, shared: boolean])[] = [
    ['in another case', { ...request, name: 'CASUAL' }, true],
    ['of another user', { ...request, name: 'collector' }, false],
    ['with another depth', { ...request, search: { ...defaultSearch, depth: 1 } }, false],
    ['with other relations', { ...request, search: { ...defaultSearch, relations: ['PARENT'] } }, false],
    ['with adult titles', { ...request, search: { ...defaultSearch, adult: true } }, false],
    ['with music', { ...request, search: { ...defaultSearch, music: true } }, false],
    ['through dropped titles', { ...request, search: { ...defaultSearch, throughDropped: true } }, false],
    ['from planned titles', { ...request, search: { ...defaultSearch, fromPlanned: true } }, false],
    ['in another watch order', { ...request, search: { ...defaultSearch, order: 'story' } }, false],
    ['with ignored titles', { ...request, search: { ...defaultSearch, ignored: new Set([3]) } }, false],
    ['with ignored franchises', { ...request, ignoredFranchises: new Set([3]) }, false],
    ['that may be partial', { ...request, partial: true }, false],
    ["by the owner's adult setting", { ...request, adultAsOwner: true }, false],
    ['of a signed-in person', { ...request, viewer }, false],
  ]
  test.each(cases)('%s', (_name, other, shared) => {
    const { runs } = startRuns()
    runs.join(request)
    runs.join(other)
    expect(runs.counts().begun).toBe(shared ? 1 : 2)
  })

  test('may name their relations in any order', () => {
    const { runs } = startRuns()
    for (const relations of [
      ['PARENT', 'SUMMARY'],
      ['SUMMARY', 'PARENT'],
    ] as const) {
      runs.join({ ...request, search: { ...defaultSearch, relations } })
    }
    expect(runs.counts().begun).toBe(1)
  })

  test('of two people are never one run, even for the same list', () => {
    const { runs } = startRuns()
    runs.join({ ...request, viewer })
    runs.join({ ...request, viewer: viewerWith('account-2', 'token-2') })
    expect(runs.counts().begun).toBe(2)
  })

  test('of one person are one run, whatever their token', async () => {
    const { runs, upstream } = startRuns()
    runs.join({ ...request, viewer })
    runs.join({ ...request, viewer: viewerWith('account-1', 'token-of-today') })
    expect(runs.counts().begun).toBe(1)
    upstream.flow()
    expect(upstream.sent).toEqual(['list casual token-1'])
  })

  test('of two sessions of one person are never one run, and each ends with its own session', async () => {
    const { runs, upstream } = startRuns()
    const ending = new AbortController()
    const [one, other] = [
      runs.join({ ...request, viewer }),
      runs.join({ ...request, viewer: viewerWith('account-1', 'token-1', ending.signal, 's2') }),
    ]
    ending.abort(new Error('signed out'))
    await expect(other.ended()).rejects.toThrow('signed out')
    upstream.flow()
    expect((await one.ended()).answer.missing).toHaveLength(2)
    expect(upstream.sent).toEqual(whole.map((each) => each.replace('casual', 'casual token-1')))
  })
})

describe('an answer', () => {
  async function answered(options?: Partial<RunOptions>) {
    const started = startRuns(options)
    started.upstream.flow()
    const listener = started.runs.join(request)
    await listener.ended()
    listener.leave()
    return { ...started, runId: listener.state().runId }
  }

  test('is reused while it is fresh', async () => {
    const { runs, clock } = await answered()
    await clock.advance(29_999)
    expect(phaseOf(runs.join(request).state())).toBe('answered')
    await clock.advance(1)
    expect(phaseOf(runs.join(request).state())).toBe('running')
  })

  test('is not reused for a fresh request', async () => {
    const { runs } = await answered()
    expect(phaseOf(runs.join(request, { fresh: true }).state())).toBe('running')
  })

  test('is kept longer for those who waited for it', async () => {
    const { runs, clock, runId } = await answered()
    await clock.advance(59_999)
    expect(phaseOf(runs.join(request, { resume: runId, fresh: true }).state())).toBe('answered')
  })

  test('is dropped after a minute', async () => {
    const { runs, clock, runId } = await answered()
    await clock.advance(60_000)
    expect(runs.counts().answers).toBe(0)
    expect(phaseOf(runs.join(request, { resume: runId }).state())).toBe('running')
  })

  test("is not reused after the person's list has changed", async () => {
    const { runs, upstream } = startRuns()
    const viewer = viewerWith('account-1', 'token-1')
    upstream.flow()
    for (const asked of [request, { ...request, viewer }]) await runs.join(asked).ended()
    const { runId } = runs.join({ ...request, viewer }).state()
    runs.forget(viewer.id)
    expect(phaseOf(runs.join({ ...request, viewer }, { resume: runId }).state())).toBe('running')
    expect(phaseOf(runs.join(request).state())).toBe('answered')
  })

  test('of a list that changes meanwhile goes only to those who wait for it', async () => {
    const { runs, upstream } = startRuns()
    const viewer = viewerWith('account-1', 'token-1')
    const waiting = runs.join({ ...request, viewer })
    runs.forget(viewer.id)
    const late = runs.join({ ...request, viewer })
    upstream.flow()
    const { runId } = await waiting.ended()
    expect((await late.ended()).runId).not.toBe(runId)
    expect(runs.join({ ...request, viewer }).state().runId).toBe(late.state().runId)
  })

  test('makes room for newer ones, the oldest first', async () => {
    const { runs, upstream, clock } = startRuns({ mostTitles: 22 })
    upstream.flow()
    for (const name of ['a', 'b', 'c', 'd']) {
      const listener = runs.join({ ...request, name })
      await listener.ended()
      listener.leave()
      await clock.advance(1)
    }
    const phases = ['a', 'b', 'c', 'd'].map((name) => phaseOf(runs.join({ ...request, name }).state()))
    expect(phases).toEqual(['running', 'running', 'answered', 'answered'])
  })

  test("follows the owner's adult setting if requested", async () => {
    const { runs, upstream } = startRuns({ showsAdult: true })
    upstream.flow()
    const { answer } = await runs.join({ ...request, adultAsOwner: true }).ended()
    expect(answer.missing.map(({ media }) => media.id)).toEqual([2, 3, 4])
  })
})

describe('a failure', () => {
  const failures: readonly (readonly [name: string, code: AniListError['code'], kept: boolean])[] = [
    ['that would only repeat is reused', 'anilist-user-not-found', true],
    ['because of a private list is reused', 'anilist-user-private', true],
    ['that may be temporary is retried', 'anilist-server-error', false],
  ]
  test.each(failures)('%s', async (_name, code, kept) => {
    const { runs, upstream } = startRuns()
    const listener = runs.join(request)
    const ended = expect(listener.ended()).rejects.toMatchObject({ code })
    upstream.requests[0]?.fail(new AniListError(code, { cause: new Error('as a test wants it') }))
    await ended
    expect(phaseOf(runs.join(request).state())).toBe(kept ? 'failed' : 'running')
  })

  test('to finish in time ends the run', async () => {
    const limit = new AbortController()
    const { runs } = startRuns({ deadline: () => limit.signal })
    const ended = expect(runs.join(request).ended()).rejects.toMatchObject({ code: 'scan-timeout' })
    limit.abort(new DOMException('too late', 'TimeoutError'))
    await ended
  })
})

describe('without clients', () => {
  test('a request leaves the queue, and the scan continues when someone comes back', async () => {
    const { runs, upstream, clock } = startRuns()
    const listener = runs.join(request)
    await clock.settle()
    listener.leave()
    await clock.settle()
    expect(upstream.requests.map((one) => one.state())).toEqual(['given up'])
    await clock.advance(59_999)
    const again = runs.join(request, { resume: listener.state().runId })
    upstream.flow()
    await again.ended()
    expect(upstream.sent).toEqual(whole)
    expect(runs.counts().begun).toBe(1)
  })

  test('a request that was sent may finish, and nothing follows it', async () => {
    const { runs, upstream, clock } = startRuns()
    const listener = runs.join(request)
    await clock.settle()
    upstream.requests[0]?.send()
    listener.leave()
    upstream.requests[0]?.answer()
    await clock.settle()
    expect(upstream.requests).toHaveLength(1)
    runs.join(request)
    upstream.flow()
    await clock.settle()
    expect(upstream.sent).toEqual(whole)
  })

  test('a scan does not make others wait', async () => {
    const { runs, upstream, clock } = startRuns()
    const listener = runs.join(request)
    await clock.settle()
    upstream.requests[0]?.answer()
    await clock.settle()
    expect(upstream.readers()).toBe(1)
    listener.leave()
    await clock.settle()
    expect(upstream.readers()).toBe(0)
  })

  test('a run ends after a minute', async () => {
    const { runs, upstream, clock } = startRuns()
    runs.join(request).leave()
    await clock.advance(60_000)
    expect(runs.counts().running).toBe(0)
    expect(upstream.sent).toEqual([])
    expect(upstream.readers()).toBe(0)
  })

  test('one client that stays is enough to continue', async () => {
    const { runs, upstream } = startRuns()
    const [one, other] = [runs.join(request), runs.join(request)]
    one.leave()
    one.leave()
    upstream.flow()
    await other.ended()
    expect(upstream.sent).toEqual(whole)
  })
})

describe('a listener', () => {
  test('gets every change, and starts with the newest state', async () => {
    const { runs, upstream, clock } = startRuns()
    const heard: RunState[] = []
    const listener = runs.join(request, { onChange: () => heard.push(listener.state()) })
    await clock.settle()
    for (let i = 0; i < 3; i++) {
      upstream.requests.at(-1)?.answer()
      await clock.settle()
    }
    expect(heard.map(phaseOf)).toEqual(['running', 'running', 'answered'])
    expect(heard.map(({ version }) => version)).toEqual(
      [...heard.map(({ version }) => version)].sort((a, b) => a - b),
    )
    expect(new Set(heard.map(({ runId }) => runId)).size).toBe(1)
  })

  test('gets nothing after it left', async () => {
    const { runs, upstream, clock } = startRuns()
    let heard = 0
    const listener = runs.join(request, { onChange: () => heard++ })
    const stayer = runs.join(request)
    await clock.settle()
    const before = heard
    listener.leave()
    upstream.flow()
    await stayer.ended()
    expect(heard).toBe(before)
  })
})

describe('a list', () => {
  const withDepth = (depth: number): RunRequest => ({ ...request, search: { ...defaultSearch, depth } })
  const listsOf = (sent: readonly string[]) => sent.filter((what) => what.startsWith('list'))

  test('policy: bounded memory: is loaded once for all options', async () => {
    const { runs, upstream } = startRuns()
    const listeners = [1, 2, 3].map((depth) => runs.join(withDepth(depth)))
    upstream.flow()
    const found = await Promise.all(listeners.map((one) => one.ended()))
    expect(found.map(({ answer }) => answer.missing.length)).toEqual([1, 2, 2])
    expect(listsOf(upstream.sent)).toEqual(['list casual'])
  })

  test('is loaded to the end for those who stay', async () => {
    const { runs, upstream, clock } = startRuns()
    const [one, other] = [runs.join(withDepth(1)), runs.join(withDepth(2))]
    one.leave()
    await clock.settle()
    expect(upstream.requests.map(({ state }) => state())).toEqual(['queued'])
    upstream.flow()
    await other.ended()
    expect(listsOf(upstream.sent)).toEqual(['list casual'])
  })

  test('stops loading once all have left', async () => {
    const { runs, upstream, clock } = startRuns()
    for (const { leave } of [1, 2].map((depth) => runs.join(withDepth(depth)))) leave()
    await clock.settle()
    expect(upstream.requests.map(({ state }) => state())).toEqual(['given up'])
  })

  test('tells everyone who waits for it how long that takes', async () => {
    const { upstream, clock } = startRuns()
    let wait: ((until: number, place: number) => void) | undefined
    const readList: RunOptions['scan']['readList'] = (name, options) => {
      wait = options.onWait
      return upstream.services.readList(name, options)
    }
    const { runs } = startRuns({ scan: { ...upstream.services, readList } })
    const one = runs.join(withDepth(1))
    wait?.(clock.now() + 40_000, 1)
    const other = runs.join(withDepth(2))
    const waits = [one, other].map((listener) => listener.state())
    expect(waits).toMatchObject([1, 2].map(() => ({ progress: { waitingUntil: clock.now() + 40_000 } })))
  })

  test('counts as current for half a minute', async () => {
    const { runs, upstream, clock } = startRuns()
    upstream.flow()
    await runs.join(withDepth(1)).ended()
    await clock.advance(29_999)
    await runs.join(withDepth(2)).ended()
    expect(listsOf(upstream.sent)).toHaveLength(1)
    await clock.advance(1)
    await runs.join(withDepth(3)).ended()
    expect(listsOf(upstream.sent)).toHaveLength(2)
  })

  test('is loaded again for a fresh request', async () => {
    const { runs, upstream } = startRuns()
    upstream.flow()
    await runs.join(withDepth(1)).ended()
    await runs.join(withDepth(2), { fresh: true }).ended()
    expect(listsOf(upstream.sent)).toHaveLength(2)
  })

  test('is kept for the retry of a failed scan', async () => {
    const limit = new AbortController()
    const { runs, upstream, clock } = startRuns({ deadline: () => limit.signal })
    const listener = runs.join(request)
    await clock.settle()
    upstream.requests[0]?.answer()
    await clock.advance(299_999)
    const ended = expect(listener.ended()).rejects.toMatchObject({ code: 'scan-timeout' })
    limit.abort(new DOMException('too late', 'TimeoutError'))
    await ended
    await clock.advance(59_999)
    runs.join(request)
    await clock.settle()
    expect(listsOf(upstream.sent)).toEqual(['list casual'])
    expect(upstream.requests.filter(({ what }) => what === 'list casual')).toHaveLength(1)
  })

  test('policy: data loaded with a token: a list belongs to one session', async () => {
    const { runs, upstream } = startRuns()
    upstream.flow()
    const ever = new AbortController().signal
    for (const viewer of [
      viewerWith('account-1', 'token-1', ever, 's1'),
      viewerWith('account-1', 'token-2', ever, 's2'),
      viewerWith('account-2', 'token-3', ever, 's3'),
      undefined,
    ]) {
      await runs.join({ ...request, viewer }).ended()
    }
    const own = { ...withDepth(1), viewer: viewerWith('account-1', 'token-1', ever, 's1') }
    await runs.join(own).ended()
    expect(listsOf(upstream.sent)).toEqual([
      'list casual token-1',
      'list casual token-2',
      'list casual token-3',
      'list casual',
    ])
  })

  test('policy: data loaded with a token: a list is dropped when the session ends', async () => {
    const { runs, upstream } = startRuns()
    upstream.flow()
    const ending = new AbortController()
    await runs.join({ ...request, viewer: viewerWith('account-1', 'token-1', ending.signal) }).ended()
    const { titles } = runs.counts()
    ending.abort(new Error('signed out'))
    expect(titles - runs.counts().titles).toBe(2)
  })

  test('is dropped once its owner changed it', async () => {
    const { runs, upstream } = startRuns()
    upstream.flow()
    const viewer = viewerWith('account-1', 'token-1')
    await runs.join({ ...request, viewer }).ended()
    runs.forget(viewer.id)
    await runs.join({ ...withDepth(1), viewer }).ended()
    expect(listsOf(upstream.sent)).toHaveLength(2)
  })

  test('that changes while it is loading is not reused', async () => {
    const { runs, upstream } = startRuns()
    const viewer = viewerWith('account-1', 'token-1')
    const before = runs.join({ ...request, viewer })
    runs.forget(viewer.id)
    const later = runs.join({ ...withDepth(1), viewer })
    upstream.flow()
    await Promise.all([before.ended(), later.ended()])
    expect(listsOf(upstream.sent)).toHaveLength(2)
  })

  test('policy: bounded memory: waits if it is too long for the room that is left, and says so', async () => {
    const { runs, upstream, clock } = startRuns({ mostTitles: 8 })
    const [one, other] = ['a', 'b'].map((name) => runs.join({ ...request, name, caller: name }))
    await clock.settle()
    for (const { answer } of [...upstream.requests]) answer()
    await clock.settle()
    expect(one?.state()).toMatchObject({ phase: 'running', progress: { phase: 'relations' } })
    expect(other?.state()).toMatchObject({ phase: 'running', progress: { phase: 'list', queued: true } })
    upstream.flow()
    await one?.ended()
    one?.leave()
    expect((await other?.ended())?.answer.missing).toHaveLength(2)
  })

  test('of a scan without clients leaves its room to others', async () => {
    const { runs, upstream, clock } = startRuns({ mostTitles: 8 })
    const [one, other] = ['a', 'b'].map((name) => runs.join({ ...request, name, caller: name }))
    await clock.settle()
    for (const { answer } of [...upstream.requests]) answer()
    await clock.settle()
    one?.leave()
    upstream.flow()
    expect((await other?.ended())?.answer.missing).toHaveLength(2)
    expect(runs.counts()).toMatchObject({ running: 0, answers: 1 })
  })

  test('policy: bounded memory: shares the room with everything else that is kept', async () => {
    const { runs, upstream, clock } = startRuns({ mostTitles: 20 })
    upstream.flow()
    for (let i = 0; i < 30; i++) {
      const listener = runs.join({ ...request, name: `name${i}` })
      await listener.ended()
      listener.leave()
      expect(runs.counts().titles).toBeLessThanOrEqual(20)
    }
    await clock.advance(60_000)
    expect(runs.counts().titles).toBe(0)
  })
})

describe('places', () => {
  const queueFull = expect.objectContaining({ code: 'scan-queue-full' })
  const asked = (caller: string, number = 0): RunRequest => ({
    ...request,
    name: `${caller}-${number}`,
    caller,
  })

  test('policy: room for new visitors: after a thousand abandoned requests', async () => {
    const { runs, upstream } = startRuns()
    const abandon = () => {
      for (let i = 0; i < 1000; i++) runs.join(asked(`greedy${i % 4}`, i)).leave()
    }
    expect(abandon).not.toThrow()
    const stranger = runs.join(asked('stranger'))
    expect(runs.counts().running).toBe(200)
    upstream.flow()
    expect((await stranger.ended()).answer.missing).toHaveLength(2)
  })

  test('policy: room for new visitors: ends the newest run of the caller with the most', async () => {
    const { runs } = startRuns({ mostRunning: 4 })
    const modest = runs.join(asked('modest'))
    const greedy = [0, 1, 2].map((number) => runs.join(asked('greedy', number)))
    const ended = expect(greedy[2]?.ended()).rejects.toEqual(queueFull)
    expect(() => runs.join(asked('stranger'))).not.toThrow()
    await ended
    expect([modest, ...greedy].map((one) => phaseOf(one.state()))).toEqual([
      'running',
      'running',
      'running',
      'failed',
    ])
  })

  test('are refused to a caller who has as many as the others', () => {
    const { runs } = startRuns({ mostRunning: 4 })
    for (const number of [0, 1]) for (const caller of ['a', 'b']) runs.join(asked(caller, number))
    for (const caller of ['a', 'b']) expect(() => runs.join(asked(caller, 2))).toThrow(queueFull)
  })
})

describe('too many runs', () => {
  test('are refused', () => {
    const { runs } = startRuns({ mostRunning: 2 })
    for (const name of ['a', 'b']) runs.join({ ...request, name })
    expect(() => runs.join({ ...request, name: 'c' })).toThrow(
      expect.objectContaining({ code: 'scan-queue-full' }),
    )
    runs.join({ ...request, name: 'a' })
  })

  test('every run is refused once the server stops', async () => {
    const { runs } = startRuns()
    const ended = expect(runs.join(request).ended()).rejects.toMatchObject({ code: 'scan-stopped' })
    runs.stop()
    await ended
    expect(() => runs.join(request)).toThrow(expect.objectContaining({ code: 'scan-stopped' }))
  })
})
