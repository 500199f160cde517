import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../tools/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { forms, judgePage } from '../support/lighthouse.ts'
import { shareSite } from './site.ts'

// Speed depends on the machine, so `npm run bench lighthouse` measures it.
const site = shareSite()
let [port, close] = [0, async () => {}]

beforeAll(async () => {
  port = await freePort()
  const browser = await launchChromium([`--remote-debugging-port=${port}`])
  close = () => browser.close()
})
afterAll(() => close())

test.each(['/', '/u/completionist'].flatMap((path) => forms.map((form) => [path, form] as const)))(
  '%s on a %s scores 100 for accessibility, best practices and SEO',
  async (path, form) => {
    const { scores } = await judgePage(site().url + path, {
      ...{ form, port },
      categories: ['accessibility', 'best-practices', 'seo'],
    })
    expect(scores).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 })
  },
)
