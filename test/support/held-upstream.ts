import type { LoadOptions } from '../../src/anilist/relation-loader.ts'
import type { ReadList } from '../../src/anilist/user-list.ts'
import type { GraphFragment } from '../../src/core/graph.ts'
import type { ListEntry } from '../../src/core/list.ts'
import type { Media } from '../../src/core/media.ts'
import type { Relation } from '../../src/core/relation.ts'
import type { ScanServices } from '../../src/scan/run-scan.ts'

/** A request between a scan and AniList: first queued, then sent, then answered. */
export interface UpstreamRequest {
  /** `list NAME`, followed by the token if there is one, or `relations 1,2`. */
  readonly what: string
  readonly state: () => 'queued' | 'sent' | 'given up'
  /** It has left the queue. */
  send(): void
  answer(): void
  fail(error: Error): void
}

/** Everything a scan depends on, with requests that only move when a test says so. */
export interface HeldUpstream {
  readonly services: ScanServices
  /** All that were ever queued, in that order. */
  readonly requests: readonly UpstreamRequest[]
  /** Those that were sent. */
  readonly sent: readonly string[]
  /** Seats in use at the relation loader. */
  readonly readers: () => number
  /** Sends and answers everything by itself from now on. */
  flow(): void
}

export interface UpstreamWorld {
  readonly entries: readonly ListEntry[]
  readonly media: readonly Media[]
  readonly relations: readonly Relation[]
  readonly showsAdult?: boolean
  readonly now: () => number
}

export function createHeldUpstream(world: UpstreamWorld): HeldUpstream {
  const requests: UpstreamRequest[] = []
  const sent: string[] = []
  let readers = 0
  let flowing = false

  function request<T>(what: string, { signal, onSend }: LoadOptions, reply: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let state: 'queued' | 'sent' | 'given up' = 'queued'
      const giveUp = () => {
        state = 'given up'
        reject(signal?.reason)
      }
      if (signal?.aborted) return giveUp()
      signal?.addEventListener('abort', giveUp)
      const one: UpstreamRequest = {
        what,
        state: () => state,
        send() {
          if (state !== 'queued') return
          onSend?.()
          // Like the transport, it does not send a request that is aborted at that moment.
          if (signal?.aborted) return
          state = 'sent'
          sent.push(what)
        },
        answer() {
          one.send()
          resolve(reply())
        },
        fail: reject,
      }
      requests.push(one)
      if (flowing) one.answer()
    })
  }

  const readList = (name: string): ReadList => ({
    user: { id: 1, name, avatarUrl: null, showsAdult: world.showsAdult ?? false, scoreFormat: null },
    entries: world.entries,
    fragment: fragmentOf(world.entries.map(({ mediaId }) => mediaId)),
  })

  function fragmentOf(ids: readonly number[]): GraphFragment {
    const expansions = new Map(ids.map((id) => [id, world.relations.filter(({ from }) => from === id)]))
    const mentioned = new Set([...ids, ...[...expansions.values()].flat().map(({ to }) => to)])
    return { media: world.media.filter(({ id }) => mentioned.has(id)), expansions }
  }

  return {
    services: {
      now: world.now,
      catalogue: { find: async () => ({ media: [], expansions: new Map() }) },
      readList: (name, options) =>
        request(['list', name, options.token].filter(Boolean).join(' '), options, () => readList(name)),
      relations: {
        join() {
          readers++
          return {
            load: (ids, options) => request(`relations ${ids.join(',')}`, options, () => fragmentOf(ids)),
            leave: () => readers--,
          }
        },
      },
    },
    requests,
    sent,
    readers: () => readers,
    flow() {
      flowing = true
      for (const one of [...requests]) if (one.state() !== 'given up') one.answer()
    },
  }
}
