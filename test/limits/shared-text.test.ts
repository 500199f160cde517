import { expect, onTestFinished, test } from 'vitest'
import { connectRedis } from '../../src/redis/redis.ts'
import { createSharedText } from '../../src/redis/redis-link.ts'
import { withRedis } from '../support/redis.ts'

test('processes that change a text at the same time lose no change', async () => {
  await withRedis(async ({ url, ask }) => {
    const links = await Promise.all(
      Array.from({ length: 4 }, () => connectRedis(url, { commandTimeoutMs: 30_000 })),
    )
    onTestFinished(() => {
      for (const link of links) link.close()
    })
    const add = async (link: (typeof links)[number]) => {
      const shared = createSharedText(link, 'sum')
      for (let i = 0; i < 50; i++) {
        await shared.update((text = '0') => ({ text: String(Number(text) + 1), result: undefined }))
      }
    }
    await Promise.all(links.map(add))
    expect(await ask('GET', 'sequel-finder:sum')).toBe('200')
    expect(await ask('PTTL', 'sequel-finder:sum')).toBeGreaterThan(0)
  })
})

test('the time is that of Redis, and an unreachable text reports since when', async () => {
  await withRedis(async ({ url, ask, kill }) => {
    const link = await connectRedis(url)
    onTestFinished(() => link.close())
    const shared = createSharedText(link, 'text')
    const [seconds] = (await ask('TIME')) as [string]
    const now = await shared.update((_, time) => ({ text: 'any', result: time }))
    expect(Math.abs(now - Number(seconds) * 1000)).toBeLessThan(5_000)
    expect(shared.awaySince).toBeUndefined()
    await kill()
    await expect(shared.update(() => ({ text: '', result: undefined }))).rejects.toThrow("doesn't respond")
    expect(shared.awaySince).toBeLessThanOrEqual(Date.now())
  })
})
