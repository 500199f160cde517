import { expect, test } from 'vitest'
import { type Asked, type Treatment, treatmentOf } from './treatment.ts'

const origin = 'https://sequels.example.org'
const files = new Set(['/', '/theme.js', '/assets/main-4f1d.js'])

const asked = (path: string, mode: RequestMode = 'cors', method = 'GET'): Asked => ({
  url: new URL(path, origin).href,
  mode,
  method,
})

test.each<[story: string, request: Asked, expected: Treatment]>([
  ['home', asked('/', 'navigate'), 'view'],
  ['results, with filters', asked('/u/casual?status=out', 'navigate'), 'view'],
  ['a part of the page', asked('/assets/main-4f1d.js'), 'part'],
  ['a part of another version', asked('/assets/main-0000.js'), 'part'],
  ['what runs before the first paint', asked('/theme.js', 'no-cors'), 'file'],
  ['a file that is none of the page', asked('/poster.svg', 'no-cors'), undefined],
  ['a scan', asked('/api/v1/scans/casual'), undefined],
  ['the way to AniList', asked('/api/v1/auth/login', 'navigate'), undefined],
  ['the documentation', asked('/docs', 'navigate'), undefined],
  ['a user whose name begins like it', asked('/docsy', 'navigate'), 'view'],
  ['a write', asked('/', 'navigate', 'POST'), undefined],
  ['a poster of AniList', asked('https://s4.anilist.co/assets/1.jpg', 'no-cors'), undefined],
])('%s', (_story, request, expected) => {
  expect(treatmentOf(request, origin, files)).toBe(expected)
})
