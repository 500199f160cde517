import { afterEach, describe, expect, test } from 'vitest'
import { AniListError } from '../../src/anilist/errors.ts'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, rest, startInstance } from '../support/instance.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let instance: Instance
afterEach(() => instance.close())

/** A place in a script that lets the request through. */
const right: FaultKind = 'slow'
const idsOf = ({ answer }: Scan) => answer.missing.map(({ media }) => media.id)

describe('AniList dies midway', () => {
  test('the answer is an error that says so; what was fetched is kept, and the next scan pays the rest', async () => {
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
    expect(resumed.upstream.requests).toBe(undisturbed.upstream.requests - 2)
    expect(idsOf(resumed)).toEqual(idsOf(undisturbed))
  })

  test('with --partial what is known so far is answered, and marked', async () => {
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

  test('before the list was read there is nothing to answer, partial or not', async () => {
    instance = await startInstance()
    instance.sandbox.script(['outage'])
    await expect(instance.scan('casual', { partial: true })).rejects.toBeInstanceOf(AniListError)
  })
})

describe('AniList does not bear what we ask', () => {
  test.each<FaultKind>(['server-error', 'bad-request', 'truncated', 'oversize', 'wrong-types'])(
    'look-ahead answered by %s: the same ids are read one step deep, and no scan looks ahead for ten minutes',
    async (fault) => {
      instance = await startInstance({ sandbox: { slowMs: 0 } })
      const { requests } = instance.sandbox
      instance.sandbox.script([right, fault])
      const scan = await instance.scan('casual')
      expect(scan.answer.missing.length).toBeGreaterThan(10)
      // A request of one step for few ids is a small one: 30 fields a page, against 57 and more.
      expect(requests.slice(2).every(({ complexity }) => Number(complexity) <= 60)).toBe(true)
      expect(requests).toHaveLength(2 + Math.max(...scan.answer.missing.map(({ distance }) => distance)))
      await instance.clock.sleep(25 * 3_600_000)
      await instance.scan('casual')
      expect(requests.some(({ complexity }, at) => at > 7 && Number(complexity) > 80)).toBe(true)
    },
  )

  test.each<FaultKind>(['server-error', 'truncated', 'oversize'])(
    'a list answered by %s is read in chunks of 500 instead',
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
    'every scan ends right, or with a clear error within its time limit (seed %s)',
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
