import { expect, test } from 'vitest'
import { deviceLabel } from './device.ts'

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
