import { freePort } from '../test/support/free-port.ts'
import { categories, type Form, forms, judgePage } from '../test/support/lighthouse.ts'
import { launchChromium } from '../tools/chromium.ts'
import { busyness } from './busyness.ts'
import { inOrder, type Measurement } from './measure.ts'
import { startSite } from './site.ts'

export const name = 'lighthouse'

const runs = 3
/** More than 300 titles are missing from this user's list. */
const user = 'scale560'
const fast: Readonly<Record<Form, number>> = { mobile: 90, desktop: 95 }

/** Lighthouse on a first visit of the home page, and of results with 300 titles, with its phone and desktop profiles. */
export async function run(): Promise<Measurement[]> {
  const [site, port] = await Promise.all([startSite({ scale: 3_000, limit: 90 }), freePort()])
  const browser = await launchChromium([`--remote-debugging-port=${port}`])
  try {
    const titles = await site.scan(user)
    const measurements: Measurement[] = [
      { what: 'titles on the results', values: [titles], unit: '', atLeast: 300 },
    ]
    const busy: number[] = []
    for (const [page, path] of [
      ['home', '/'],
      ['results', `/u/${user}`],
    ] as const) {
      for (const form of forms) {
        const judged = []
        for (let run = 0; run < runs; run++) {
          busy.push(busyness())
          judged.push(await judgePage(site.url + path, { form, port, categories }))
        }
        for (const category of categories) {
          measurements.push({
            what: `${page}, ${form}: ${category}`,
            values: inOrder(judged.map(({ scores }) => scores[category] ?? 0)),
            unit: '',
            atLeast: category === 'performance' ? fast[form] : 100,
          })
        }
        for (const lack of new Set(judged.flatMap(({ lacks }) => lacks)))
          console.log(`    ${page}, ${form}: ${lack}`)
      }
    }
    // On a busy machine, performance says as much about the machine as about the page.
    measurements.push({ what: 'load of the machine, 1 means idle', values: inOrder(busy), unit: '' })
    return measurements
  } finally {
    await browser.close()
    await site.stop()
  }
}
