import { describe, expect, test } from 'vitest'
import { deviceLabel, parseReturnPath } from './sign-in.ts'

describe('policy: same-origin return path', () => {
  test.each([
    ['the start page', '/'],
    ['a page', '/lists'],
    ['a page with a query and a fragment', '/lists?sort=score&depth=2#frieren'],
    ['an encoded name', '/lists/caf%C3%A9'],
    ['an address in the query', '/compare?with=https://anilist.co/user/ada'],
    ['an encoded address in the query', '/compare?with=https%3A%2F%2Fanilist.co'],
    ['an encoded space', '/search?q=my%20hero'],
    ['dots that are no segments', '/a..b/...'],
    ['a colon', '/user:ada'],
  ])('%s is taken', (_, path) => {
    expect(parseReturnPath(path)).toBe(path)
    expect(new URL(path, 'https://sequels.example').origin).toBe('https://sequels.example')
  })

  test.each([
    ['nothing', ''],
    ['a word', 'lists'],
    ['another site', 'https://evil.example'],
    ['another site by two slashes', '//evil.example'],
    ['another site by three slashes', '///evil.example'],
    ['another site by a backslash', '/\\evil.example'],
    ['another site by backslashes', '\\\\evil.example'],
    ['a backslash later on', '/lists\\..\\evil'],
    ['another site by dot segments', '/.//evil.example'],
    ['another site by two dots', '/lists/..//evil.example'],
    ['dot segments alone', '/../lists'],
    ['slashes doubled later on', '/lists//evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a scheme behind a space', ' https://evil.example'],
    ['a tab that browsers drop', '/\t/evil.example'],
    ['a line break that would begin a header', '/lists\r\nset-cookie: a=b'],
    ['an encoded line break', '/lists%0d%0aset-cookie: a=b'],
    ['a nul', '/lists\0'],
    ['an encoded nul', '/lists%00'],
    ['a space', '/a b'],
    ['an invisible character', '/\u200b/evil.example'],
    ['a line separator', '/\u2028/evil.example'],
    ['an encoded slash that doubles one', '/%2fevil.example'],
    ['an encoded backslash', '/%5cevil.example'],
    ['a slash encoded twice', '/%252fevil.example'],
    ['a backslash encoded three times', '/%25255cevil.example'],
    ['encoded dot segments', '/%2e%2e/lists'],
    ['an encoding that is none', '/100%'],
    ['an encoding that is no UTF-8', '/%ff'],
    ['user and host', '@evil.example'],
    ['513 characters', `/${'a'.repeat(512)}`],
  ])('%s is refused', (_, path) => {
    expect(parseReturnPath(path)).toBeUndefined()
  })
})

const mozilla = 'Mozilla/5.0'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  ['Firefox on Linux', `${mozilla} (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0`],
  [
    'Firefox on iPhone',
    `${mozilla} (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${webkit} FxiOS/147.0 Safari/605.1`,
  ],
  ['Chrome on Windows', `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/150.0.0.0 Safari/537.36`],
  ['Chrome on Linux', `${mozilla} (X11; Linux x86_64) ${webkit} HeadlessChrome/150.0.0.0 Safari/537.36`],
  ['Chrome on Android', `${mozilla} (Linux; Android 16; K) ${webkit} Chrome/150.0.0.0 Mobile Safari/537.36`],
  ['Edge on Windows', `${mozilla} (Windows NT 10.0) ${webkit} Chrome/150.0 Safari/537.36 Edg/150.0`],
  [
    'Opera on macOS',
    `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/150.0 Safari/537.36 OPR/130.0`,
  ],
  [
    'Safari on macOS',
    `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/19.0 Safari/605.1.15`,
  ],
  ['Safari on iPad', `${mozilla} (iPad; CPU OS 19_0 like Mac OS X) ${webkit} Version/19.0 Safari/605.1`],
  [
    'Samsung Internet on Android',
    `${mozilla} (Linux; Android 16) ${webkit} SamsungBrowser/30.0 Chrome/150.0 Safari/537.36`,
  ],
  ['Unknown device', 'curl/8.9'],
  ['Unknown device', '<script>alert(1)</script>'],
  ['Unknown device', undefined],
])('%s', (label, userAgent) => {
  expect(deviceLabel(userAgent)).toBe(label)
})
