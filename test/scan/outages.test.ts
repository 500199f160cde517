import { afterEach, describe, expect, test } from 'vitest'
import { AniListError } from '../../src/anilist/errors.ts'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, rest, startInstance } from '../support/instance.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let instance: Instance
afterEach(() => instance.close())

/** An entry of a script that lets the request through. */
const right: FaultKind = 'slow'
const idsOf = ({ answer }: Scan) => answer.missing.map(({ media }) => media.id)

describe('AniList fails midway', () => {
  test('the scan fails with a code, keeps what it loaded, and the next scan loads only the rest', async () => {
    const folder = temporaryFolder()
    instance = await startInstance({
      databaseUrl: `sqlite:${folder}/scan.db`,
      sandbox: { scale: 20_000, slowMs: 0 },
    })
    const whole = await startInstance({ beside: instance })
    const undisturbed = await whole.scan('scale500')
    await whole.close()
    await rest(instance)

    instance.sandbox.script([right, right, right, 'outage'])
    await expect(instance.scan('scale500')).rejects.toMatchObject({ code: 'anilist-disabled' })
    await instance.restart()
    await rest(instance)
    const resumed = await instance.scan('scale500')
    // All except the hints in the last reply, without which another request is needed.
    expect(resumed.upstream.requests).toBeLessThanOrEqual(undisturbed.upstream.requests - 1)
    expect(idsOf(resumed)).toEqual(idsOf(undisturbed))
  })

  test('--partial returns what is known so far, marked as partial', async () => {
    instance = await startInstance({ sandbox: { scale: 20_000, slowMs: 0 } })
    instance.sandbox.script([right, right, 'outage'])
    const partial = await instance.scan('scale500', { partial: true })
    expect(partial.incomplete?.code).toBe('anilist-disabled')
    await instance.restart()
    await rest(instance)
    const whole = await instance.scan('scale500')
    expect(whole.incomplete).toBeUndefined()
    expect(idsOf(partial).length).toBeGreaterThan(50)
    expect(idsOf(whole)).toEqual(expect.arrayContaining(idsOf(partial)))
    expect(idsOf(whole).length).toBeGreaterThan(idsOf(partial).length)
  })

  test('there is no answer before the list is loaded, partial or not', async () => {
    instance = await startInstance()
    instance.sandbox.script(['outage'])
    await expect(instance.scan('casual', { partial: true })).rejects.toBeInstanceOf(AniListError)
  })
})

describe('AniList cannot handle a request', () => {
  test.each<[FaultKind, pages: number]>([
    ['server-error', 10],
    ['truncated', 10],
    ['bad-request', 1],
    ['oversize', 1],
    ['wrong-types', 1],
  ])(
    'a request of two pages with %s: loads the same IDs page by page, and at most %i pages for an hour',
    async (fault, pages) => {
      instance = await startInstance({ sandbox: { slowMs: 0 } })
      const undisturbed = await startInstance({ beside: instance })
      const expected = idsOf(await undisturbed.scan('casual'))
      await undisturbed.close()
      await rest(instance)
      instance.sandbox.script([right, fault])
      const before = instance.sandbox.requests.length
      expect(idsOf(await instance.scan('casual'))).toEqual(expected)
      const [refused, ...accepted] = instance.sandbox.requests.slice(before + 1)
      for (const { complexity } of accepted) expect(complexity).toBeLessThan(Number(refused?.complexity))
      expect(instance.services.relationShape()).toEqual({ pages, levels: 2 })
      await instance.clock.sleep(3_600_000)
      expect(instance.services.relationShape()).toEqual({ pages: 10, levels: 2 })
    },
  )

  test.each<FaultKind>(['server-error', 'truncated', 'oversize'])(
    'a list with %s is loaded in chunks of 500 instead',
    async (fault) => {
      instance = await startInstance({ sandbox: { scale: 20_000, slowMs: 0 } })
      const whole = await instance.scan('scale2000')
      await rest(instance)
      instance.sandbox.script(fault === 'oversize' ? [fault] : [fault, fault])
      const chunked = await instance.scan('scale2000')
      expect(idsOf(chunked)).toEqual(idsOf(whole))
      expect(chunked.upstream.requests).toBe((fault === 'oversize' ? 1 : 2) + 2000 / 500)
    },
  )
})

describe('with a fifth of all replies failing', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'every scan is right, or fails with a code within its time limit (seed %s)',
    async (seed) => {
      instance = await startInstance({ sandbox: { scale: 2000, faults: 0.2, seed, slowMs: 0 } })
      const undisturbed = await startInstance({ sandbox: { scale: 2000, seed } })
      for (const name of ['casual', 'scale50', 'collector', 'scale500']) {
        const expected = idsOf(await undisturbed.scan(name))
        const startedAt = instance.clock.now()
        try {
          expect(idsOf(await instance.scan(name))).toEqual(expected)
        } catch (error) {
          if (!(error instanceof AniListError)) throw error
          expect(error.message).toMatch(/^(The query|AniList).*\.$/)
        }
        expect(instance.clock.now() - startedAt).toBeLessThan(300_000)
        await rest(instance)
        await rest(undisturbed)
      }
      await undisturbed.close()
    },
  )
})
