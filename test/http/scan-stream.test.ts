import { describe, expect, test, vi } from 'vitest'
import { openEvents, type ReceivedEvent } from './event-client.ts'
import { createGate, type Gate } from './gate.ts'
import { type Service, startService } from './service.ts'

const path = '/api/v1/scans/casual?relations=SIDE_STORY,PARENT,SPIN_OFF'

const isAnswer = ({ event }: ReceivedEvent) => event === 'answer'
const isProgress = ({ event }: ReceivedEvent) => event === 'progress'

/** A service that lets requests to AniList through one by one, and how many the scan of `path` makes undisturbed. */
async function startGated() {
  const undisturbed = await startService()
  await undisturbed.app.inject(path)
  const wanted = undisturbed.sandbox.requests.length
  const gate = createGate()
  const service = await startService({ fetch: gate.fetch })
  return { ...service, gate, wanted, url: await service.listen() }
}

/**
 * By the time another scan is answered, the effects of earlier replies are done.
 *
 * @returns how many requests the other scan made
 */
async function settle({ app, gate }: { readonly app: Service['app']; readonly gate: Gate }): Promise<number> {
  const before = gate.arrived
  const other = app.inject('/api/v1/scans/newcomer')
  await gate.arrival(before + 1)
  gate.letOne()
  expect((await other).statusCode).toBe(200)
  return 1
}

function listenersOf({ services }: Pick<Service, 'services'>): number {
  return services.scanRuns.counts().listeners
}

describe('an event stream', () => {
  test('sends progress, then the answer, and ends', async () => {
    const { app, listen } = await startService()
    const stream = await openEvents((await listen()) + path)
    expect(stream.status).toBe(200)
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    await stream.ended
    expect(stream.retry).toBe(2000)
    expect(stream.events.map(({ event }) => event).slice(-2)).toEqual(['progress', 'answer'])
    expect(stream.events.find(isProgress)?.data).toEqual({
      phase: 'list',
      entries: 0,
      missing: 0,
      requests: 0,
    })
    expect(stream.events.at(-1)?.data).toEqual((await app.inject(path)).json())
    const ids = stream.events.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('gives each snapshot an ID, and each snapshot is complete', async () => {
    const { gate, wanted, url } = await startGated()
    const stream = await openEvents(url + path)
    for (let sent = 1; sent <= wanted; sent++) {
      await gate.arrival(sent)
      gate.letOne()
    }
    await stream.ended
    const snapshots = stream.events.filter(isProgress)
    expect(snapshots.length).toBeGreaterThan(1)
    for (const { data } of snapshots) {
      expect(Object.keys(data)).toEqual(expect.arrayContaining(['phase', 'entries', 'missing', 'requests']))
    }
    expect(snapshots.at(-1)?.data).toMatchObject({ phase: 'relations', entries: 65 })
  })

  test('is compressed for who can read that, each event at once, and gone with its reader', async () => {
    const { gate, url, ...service } = await startGated()
    const leave = new AbortController()
    const reply = await fetch(url + path, {
      headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip' },
      signal: leave.signal,
    })
    expect(reply.headers.get('content-encoding')).toBe('gzip')
    const texts = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: progress')) text += (await texts?.read())?.value
    expect(gate.arrived).toBe(1)
    leave.abort()
    await expect.poll(() => listenersOf(service)).toBe(0)
  })

  test('includes the requested parts of the answer', async () => {
    const { listen } = await startService()
    const stream = await openEvents(`${(await listen()) + path}&include=franchises`)
    const { data } = await stream.first(isAnswer)
    expect(data.franchises.length).toBeGreaterThan(0)
  })

  test('shows the first franchises while the rest is still loading', async () => {
    const { gate, url } = await startGated()
    const stream = await openEvents(`${url + path}&include=franchises`)
    await gate.arrival(1)
    gate.letOne()
    await gate.arrival(2)
    const { data } = await stream.first((event) => isProgress(event) && event.data.phase === 'relations')
    expect(data.franchises).toHaveLength(12)
    expect(data.franchises[0].media.map(({ state }: { state: string }) => state)).toContain('missing')
    gate.open()
    await stream.ended
  })

  test('shows no franchises unless requested', async () => {
    const { listen } = await startService()
    const stream = await openEvents((await listen()) + path)
    await stream.ended
    expect(stream.events.map(({ event }) => event)).toEqual(expect.arrayContaining(['progress', 'answer']))
    for (const { data } of stream.events) expect(data).not.toHaveProperty('franchises')
  })

  test('ends with a problem if there is no answer', async () => {
    const { listen } = await startService()
    const stream = await openEvents(`${await listen()}/api/v1/scans/nobody`)
    await stream.ended
    expect(stream.events.at(-1)).toMatchObject({
      event: 'problem',
      data: { code: 'anilist-user-not-found', status: 404, requestId: stream.headers['x-request-id'] },
    })
  })

  test('refuses invalid requests like any route', async () => {
    const { listen } = await startService()
    const stream = await openEvents(`${await listen()}/api/v1/scans/casual?depth=0`)
    expect(stream.status).toBe(400)
    expect(stream.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })

  test('sends comments to show that it is alive', async () => {
    const { gate, url, clock } = await startGated()
    const stream = await openEvents(url + path)
    await gate.arrival(1)
    await clock.advance(14_000)
    expect(stream.comments).toEqual([])
    await clock.advance(1_000)
    expect(await stream.firstComment()).toBe('alive')
    stream.leave()
  })
})

describe('one run', () => {
  test('serves all clients with the same request', async () => {
    const { gate, wanted, url, services } = await startGated()
    const streams = await Promise.all(Array.from({ length: 40 }, () => openEvents(url + path)))
    const plain = fetch(url + path)
    await vi.waitFor(() => expect(listenersOf({ services })).toBe(41))
    gate.open()
    const answers = await Promise.all(streams.map((stream) => stream.first(isAnswer)))
    const answer = await (await plain).json()
    for (const { data } of answers) expect(data).toEqual(answer)
    expect(gate.arrived).toBe(wanted)
    expect(services.scanRuns.counts()).toMatchObject({ begun: 1, joined: 40 })
  })

  test('continues for the clients that stay', async () => {
    const { gate, wanted, url } = await startGated()
    const [leaver, stayer] = await Promise.all([openEvents(url + path), openEvents(url + path)])
    await gate.arrival(1)
    leaver.leave()
    gate.open()
    await stayer.first(isAnswer)
    expect(gate.arrived).toBe(wanted)
  })

  test('sends nothing more without clients', async () => {
    const { app, gate, wanted, url, services, clock } = await startGated()
    const stream = await openEvents(url + path)
    await gate.arrival(1)
    gate.letOne()
    await gate.arrival(2)
    stream.leave()
    await vi.waitFor(() => expect(listenersOf({ services })).toBe(0))
    gate.letOne()
    const others = await settle({ app, gate })
    expect(wanted).toBeGreaterThan(2)
    expect(gate.arrived).toBe(2 + others)
    await clock.advance(60_000)
    expect(gate.arrived).toBe(2 + others)
    expect(services.scanRuns.counts().running).toBe(0)
  })

  test('also stops when a plain request is aborted', async () => {
    const { app, gate, url, services } = await startGated()
    const givingUp = new AbortController()
    const reply = fetch(url + path, { signal: givingUp.signal }).catch(() => 'given up')
    await gate.arrival(1)
    givingUp.abort()
    expect(await reply).toBe('given up')
    await vi.waitFor(() => expect(listenersOf({ services })).toBe(0))
    gate.letOne()
    const others = await settle({ app, gate })
    expect(gate.arrived).toBe(1 + others)
  })
})

describe('a client that reconnects', () => {
  test('continues with the same run, without another request', async () => {
    const { app, gate, wanted, url, services, clock } = await startGated()
    const stream = await openEvents(url + path)
    await gate.arrival(1)
    gate.letOne()
    await gate.arrival(2)
    const { id } = await stream.first(({ data }) => data.phase === 'relations')
    stream.leave()
    await vi.waitFor(() => expect(listenersOf({ services })).toBe(0))
    gate.letOne()
    const others = await settle({ app, gate })
    await clock.advance(50_000)
    expect(gate.arrived).toBe(2 + others)

    const again = await openEvents(url + path, id)
    gate.open()
    await again.first(isAnswer)
    expect(gate.arrived).toBe(wanted + others)
    expect(again.events[0]?.id.split('.')[0]).toBe(id.split('.')[0])
    expect(again.events.map((event) => event.id)).not.toContain(id)
  })

  test('gets the answer, even if it is too old for others', async () => {
    const { gate, url, clock } = await startGated()
    const stream = await openEvents(url + path)
    const { id } = await stream.first(isProgress)
    gate.open()
    await stream.first(isAnswer)
    const { arrived } = gate
    await clock.advance(59_000)
    const again = await openEvents(url + path, id)
    await again.first(isAnswer)
    expect(gate.arrived).toBe(arrived)
    await clock.advance(1_000)
    const late = await openEvents(url + path, id)
    await late.first(isAnswer)
    expect(gate.arrived).toBe(arrived + 1)
  })

  test('is told to stop after the last event', async () => {
    const { listen } = await startService()
    const url = (await listen()) + path
    const stream = await openEvents(url)
    const { id } = await stream.first(isAnswer)
    expect((await openEvents(url, id)).status).toBe(204)
  })

  const strangeIds: readonly (readonly [name: string, id: string])[] = [
    ['is empty', ''],
    ['has no parts', 'x'],
    ['names no run', '1'],
    ['names a run of another process', 'AAAAAAAAAAAA.1'],
    ['looks like a path', '../../etc/passwd'],
    ['is very long', `${'9'.repeat(5000)}.1`],
  ]
  test.each(strangeIds)('with an ID that %s starts again', async (_name, id) => {
    const { listen } = await startService()
    const stream = await openEvents((await listen()) + path, id)
    expect(stream.status).toBe(200)
    await stream.first(isAnswer)
  })
})
