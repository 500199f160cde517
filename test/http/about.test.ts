import { expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { version } from '../../src/version.ts'
import { startService } from './service.ts'

test.each<[string, Partial<Config>, { signIn: boolean; demoUsers: string[] }]>([
  ['its own instance', {}, { signIn: false, demoUsers: [] }],
  ['an instance with a client ID for AniList', { anilistClientId: '1' }, { signIn: true, demoUsers: [] }],
  ['a demo', { demoUsers: ['casual', 'planner'] }, { signIn: false, demoUsers: ['casual', 'planner'] }],
])('about %s', async (_story, config, expected) => {
  const { app, sandbox } = await startService({ config: { anilistClientId: undefined, ...config } })
  const reply = await app.inject('/api/v1/about')
  expect(reply.json()).toEqual({
    ...{ name: 'Sequel Finder for AniList', version, anilistApiUrl: sandbox.graphqlUrl },
    ...expected,
  })
  expect(reply.headers['cache-control']).toBe('public, max-age=300')
})
