import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { bothSizes, expectAccessible, look, openPage, picture, shareBrowser } from './browser.ts'
import { largeFranchiseId, largeFranchiseSize, saveLargeFranchise } from './large-franchise.ts'
import { layoutShifts, noteLayoutShifts, sumOf } from './layout-shifts.ts'
import { shareSite } from './site.ts'

const folder = mkdtempSync(join(tmpdir(), 'large-franchise-'))
afterAll(() => rmSync(folder, { recursive: true }))

const browser = shareBrowser()
const site = shareSite({ sandbox: { dataFile: saveLargeFranchise(folder) } })

const everything = 'relations=PREQUEL,SIDE_STORY,PARENT,SPIN_OFF,ALTERNATIVE,SUMMARY,COMPILATION,CONTAINS'
const ofTwo = '/u/casual/franchise/127230'
const ofFourteen = `/u/casual/franchise/16498?${everything}`
const ofAHundred = `/u/real/franchise/${largeFranchiseId}?${everything}`
/** Attack on Titan: the first season with its OVAs and recap film, the seasons after it, and Lost Girls. */
const titan = {
  first: 16498,
  ova: 18397,
  noRegrets: 20811,
  film: 20691,
  second: 20958,
  third: 99147,
  lostGirls: 99634,
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`${site().url}${address}`)
  // Titles can be added until the scan ends. Not by role: below the details of a title, the map has none.
  await page.locator('article[aria-busy=false] h1#franchise').waitFor()
}

const map = (page: Page) => page.getByRole('list', { name: /^Map of / })
const stop = (page: Page, id: number) => map(page).locator(`[data-media="${id}"]`)
const focused = (page: Page) =>
  page.evaluate(() => Number((document.activeElement as HTMLElement | null)?.dataset.media))
const details = (page: Page) => page.getByRole('dialog')

describe.each(bothSizes)('a franchise, on a %s', (size) => {
  test.each([
    ['two titles', ofTwo, 2, 'light'],
    ['two titles', ofTwo, 2, 'dark'],
    ['a hundred titles', ofAHundred, largeFranchiseSize, 'light'],
    ['a hundred titles', ofAHundred, largeFranchiseSize, 'dark'],
  ] as const)('is usable by everyone: %s, %s', async (story, address, count, theme) => {
    const page = await openPage(browser(), { size, theme })
    await open(page, address)
    expect(await map(page).getByRole('listitem').count()).toBe(count)
    await look(page, `franchise-${story.replaceAll(' ', '-')}-${size}-${theme}`)
  })

  test.each([
    ['two titles', ofTwo],
    ['fourteen titles', ofFourteen],
    ['a hundred titles', ofAHundred],
  ])('begins at what is next and what leads to it, and nothing moves: %s', async (_story, address) => {
    const page = await openPage(browser(), { size })
    await noteLayoutShifts(page)
    await open(page, address)
    const next = map(page).locator('[tabindex="0"]')
    expect(await next.textContent()).toContain('Next to watch')
    const lead = map(page).locator('[data-lead] a')
    for (const stop of [next, lead]) await expect.poll(() => isWholeInSight(stop)).toBe(true)
    const box = map(page).locator('xpath=../..')
    expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
    expect(await clippedLabels(page)).toEqual([])
    expect(sumOf(await layoutShifts(page))).toBeLessThanOrEqual(0.02)
  })

  test('opens a title on top, and going back keeps the position', async () => {
    const page = await openPage(browser(), { size })
    await open(page, ofFourteen)
    await stop(page, titan.ova).click()
    await details(page).getByRole('heading', { name: 'Attack on Titan OVA' }).waitFor()
    await details(page).getByText('Wit Studio').waitFor()
    await expectAccessible(page)
    await picture(page, `title-${size}`)
    expect(new URL(page.url()).searchParams.get('title')).toBe(`${titan.ova}`)
    await page.goBack()
    await details(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.has('title')).toBe(false)
  })
})

test.each(['overview', 'names', 'posters'])('stops do not overlap, %s', async (zoom) => {
  const page = await openPage(browser())
  await open(page, ofAHundred)
  await page.getByRole('radio', { name: new RegExp(zoom, 'i') }).check({ force: true })
  await expectAccessible(page)
  await page.evaluate(() => scrollTo(0, 0))
  await picture(page, `franchise-${zoom}`)
  // Further down, pinned stops cover others.
  await map(page)
    .locator('xpath=../..')
    .evaluate((box) => box.scrollTo(0, 0))
  expect(await overlaps(page)).toEqual([])
})

describe('the keyboard', () => {
  test('moves along the lines and opens titles', async () => {
    const page = await openPage(browser())
    await open(page, ofFourteen)
    await stop(page, titan.ova).focus()
    const ways: [string, number][] = [
      ['ArrowLeft', titan.first],
      ['ArrowRight', titan.second],
      ['ArrowDown', titan.lostGirls],
      ['ArrowUp', titan.second],
      ['ArrowRight', titan.third],
      ['Home', titan.first],
      ['ArrowDown', titan.ova],
      ['ArrowDown', titan.noRegrets],
      ['ArrowUp', titan.ova],
    ]
    for (const [key, id] of ways) {
      await page.keyboard.press(key)
      expect([key, await focused(page)]).toEqual([key, id])
      expect(await isWholeInSight(stop(page, id))).toBe(true)
    }
    await page.keyboard.press('Enter')
    await details(page).getByRole('heading', { name: 'Attack on Titan OVA' }).waitFor()
    await page.keyboard.press('Escape')
    await details(page).waitFor({ state: 'detached' })
    await expect.poll(() => focused(page)).toBe(titan.ova)
  })

  test('reaches all of a hundred stops with just the arrow keys', async () => {
    const page = await openPage(browser())
    await open(page, ofAHundred)
    await map(page).locator('[tabindex="0"]').focus()
    const reached = await page.evaluate(walkEverywhere)
    expect(reached).toBe(largeFranchiseSize)
  })

  test('has one tab stop on a map of any size', async () => {
    const page = await openPage(browser())
    await open(page, ofAHundred)
    expect(await map(page).locator('a:not([tabindex="-1"])').count()).toBe(1)
    await map(page).locator('[tabindex="0"]').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    const last = await map(page).getByRole('link').last().getAttribute('data-media')
    expect(await focused(page)).toBe(Number(last))
  })

  test('reaches stops that have a name, a state and a relation', async () => {
    const page = await openPage(browser())
    await open(page, ofFourteen)
    for (const [id, name] of [
      [titan.first, 'Attack on Titan TV · 2013 Watched.'],
      [titan.ova, 'Attack on Titan OVA OVA · 2013 Missing. Side story of Attack on Titan. Next to watch.'],
      [
        titan.lostGirls,
        'Attack on Titan: Lost Girls OVA · 2017 Missing. Side story of Attack on Titan Season 2.',
      ],
    ] as const) {
      const named = map(page).getByRole('link', { name, exact: true })
      expect(await named.getAttribute('data-media')).toBe(`${id}`)
    }
  })
})

test('the list has the same titles in watch order, and marks the next one', async () => {
  const page = await openPage(browser())
  await open(page, ofFourteen)
  const list = page.getByRole('region', { name: 'Watch order' })
  const ids = await list
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-media')))
  const onMap = await map(page)
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-media')))
  expect(ids).toEqual(onMap)
  expect(await list.locator('[aria-current=step]').getByRole('link').getAttribute('data-media')).toBe(
    `${titan.ova}`,
  )
})

describe('the address', () => {
  test('of a franchise is linked from the results, and going back returns to them', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/casual?view=rails&format=TV`)
    await page.getByRole('link', { name: 'Attack on Titan', exact: true }).first().click()
    await page.waitForURL('**/u/casual/franchise/16498?**')
    await page.getByRole('link', { name: 'What casual is missing' }).click()
    await page.waitForURL('**/u/casual?**')
    expect(new URL(page.url()).searchParams.get('format')).toBe('TV')
  })

  test('of a title on top of a franchise opens both, and closing returns to the franchise', async () => {
    const page = await openPage(browser())
    await open(page, `${ofFourteen}&title=${titan.film}`)
    await details(page)
      .getByRole('heading', { name: /Crimson Bow/ })
      .waitFor()
    await page.keyboard.press('Escape')
    await details(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/u/casual/franchise/16498')
  })

  test('of a title on top of the results explains why it is there, and links to its franchise', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/casual?title=131681`)
    const why = details(page).getByRole('region', { name: 'Why you’re seeing this' })
    await why.getByText('Comes 3 titles after something you watched:').waitFor()
    expect(await why.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/Watched\s+Attack on Titan Season 3\s+TV/),
      expect.stringMatching(/Season 3 Part 2\s+Sequel · TV · 2019/),
      expect.stringMatching(/Final Season\s+Sequel · TV · 2020/),
      expect.stringMatching(/Final Season Part 2\s+Sequel · TV · 2022/),
    ])
    await expectAccessible(page)
    await details(page).getByRole('link', { name: 'View franchise' }).click()
    await page.waitForURL('**/u/casual/franchise/16498')
  })

  test('of a franchise without missing titles shows a message', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/casual/franchise/1`)
    await page.getByRole('heading', { name: 'Nothing is missing here' }).waitFor()
    await expectAccessible(page)
  })

  test('of an unknown title shows a message, and closes', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/casual?title=5`)
    await details(page).getByRole('heading', { name: 'Title not found' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await details(page).waitFor({ state: 'detached' })
  })
})

test('details are complete for titles on the list too', async () => {
  const page = await openPage(browser())
  await page.goto(`${site().url}/u/casual?title=${titan.first}`)
  await details(page).getByText('Wit Studio').waitFor()
  await details(page).getByRole('region', { name: 'Synopsis' }).waitFor()
})

test('details work without those from the server', async () => {
  const page = await openPage(browser(), { mayLog: /503/, workers: false })
  await page.route('**/api/v1/media/*', (route) => route.fulfill({ status: 503, json: {} }))
  await open(page, `${ofFourteen}&title=${titan.film}`)
  await details(page).getByText('Action, Drama').waitFor()
  await details(page).getByRole('region', { name: 'Relations' }).waitFor()
})

test('stops and lines under the pointer are explained', async () => {
  const page = await openPage(browser())
  await open(page, ofFourteen)
  await page.getByText('Point at a title or a line').waitFor()
  await page.locator(`[data-line="${titan.first} ${titan.second}"]`).hover({ force: true })
  await page.getByText('Attack on Titan Season 2 · Sequel to Attack on Titan').waitFor()
  await stop(page, titan.lostGirls).hover()
  await page.getByText('Attack on Titan: Lost Girls · Side story of Season 2').waitFor()
})

test.each([
  ['fourteen titles', ofFourteen, 14],
  ['a hundred titles', ofAHundred, largeFranchiseSize],
])('on paper the whole map stands on one page: %s', async (_story, address, count) => {
  const page = await openPage(browser(), { theme: 'dark' })
  await open(page, address)
  await page.emulateMedia({ media: 'print' })
  const paper = page.getByRole('img', { name: (await page.locator('h1#franchise').textContent()) ?? '' })
  await paper.waitFor()
  expect(await paper.locator('circle').count()).toBe(count)
  await page.getByRole('radio').first().waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  await picture(page, `franchise-${count}-print`)
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('the map can be saved as a picture', async () => {
  const page = await openPage(browser())
  await open(page, ofFourteen)
  const save = async (format: string) => {
    await page.getByRole('button', { name: 'Save the map' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: `Save as ${format}` }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`Attack on Titan.${format.toLowerCase()}`)
    return readFileSync(await download.path())
  }
  const svg = (await save('SVG')).toString()
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).not.toContain('var(')
  expect(svg.match(/<circle/g)).toHaveLength(14)
  for (const text of ['Lost Girls', 'Side story', 'Attack on Titan']) expect(svg).toContain(text)
  const png = await save('PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1_000)
})

/** Whether a stop is fully visible, with its mark and label, and nothing covers it. */
function isWholeInSight(stop: ReturnType<Page['locator']>): Promise<boolean> {
  return stop.evaluate((one) => {
    const parts = [...one.querySelectorAll(':scope > [aria-hidden]')]
    return parts.every((part) => {
      const { left, top, right, bottom } = part.getBoundingClientRect()
      const isOwn = (y: number) => one.contains(document.elementFromPoint((left + right) / 2, y))
      return top >= 0 && bottom <= innerHeight && isOwn(top + 3) && isOwn(bottom - 3)
    })
  })
}

/** Lines of labels that are wider than measured, or clipped by the map. */
function clippedLabels(page: Page): Promise<string[]> {
  return map(page).evaluate((list) =>
    [...list.querySelectorAll('[data-label]')].flatMap((label) => {
      const text = document.createRange()
      text.selectNodeContents(label)
      const [own, written] = [label.getBoundingClientRect(), text.getBoundingClientRect()]
      const isWider = written.width > own.width + 2 || written.height > own.height + 2
      const isCut = written.right > (list.parentElement?.getBoundingClientRect().right ?? 0)
      return isWider || isCut ? [`${label.textContent}: ${written.width} in ${own.width}`] : []
    }),
  )
}

/** Pairs of stops whose boxes overlap. */
function overlaps(page: Page): Promise<string[]> {
  return map(page)
    .getByRole('link')
    .evaluateAll((links) => {
      const boxes = links.map((link) => ({ name: link.textContent, box: link.getBoundingClientRect() }))
      return boxes.flatMap(({ name, box }, at) =>
        boxes
          .slice(at + 1)
          .filter(
            (other) =>
              box.left < other.box.right &&
              other.box.left < box.right &&
              box.top < other.box.bottom &&
              other.box.top < box.bottom,
          )
          .map((other) => `${name} and ${other.name}`),
      )
    })
}

/** Runs in the page. Counts the stops that arrow keys reach from the focused one. */
function walkEverywhere(): number {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
  const seen = new Set<Element | null>([document.activeElement])
  for (const from of seen) {
    for (const key of keys) {
      ;(from as HTMLElement).focus()
      from?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      seen.add(document.activeElement)
    }
  }
  return seen.size
}
