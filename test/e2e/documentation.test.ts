import { describe, expect, test } from 'vitest'
import { problemKinds } from '../../src/http/problem-codes.ts'
import { shareService } from '../http/service.ts'
import { openPage, shareBrowser } from './browser.ts'

const service = shareService()
const browser = shareBrowser()

describe('the API documentation', () => {
  test('shows every operation under the strict content security policy', async () => {
    const page = await openPage(browser())
    await page.goto(`${await service().listen()}/docs`)
    const operations = page.locator('.opblock')
    await operations.first().waitFor()
    const { paths } = (await service().app.inject('/docs/json')).json()
    expect(await operations.count()).toBe(Object.values<object>(paths).flatMap(Object.keys).length)
    await operations.first().click()
    await page.getByText('Try it out').or(page.getByText('Execute')).first().waitFor()
  })

  test('describes the code that a problem type links to', async () => {
    const page = await openPage(browser())
    const url = await service().listen()
    const { type } = (await service().app.inject('/api/v1/scans/casual?depth=0')).json()
    await page.goto(url + new URL(type).pathname + new URL(type).hash)
    expect(await page.locator(':target').textContent()).toContain('Invalid request')
  })
})

test('the problem page has every code once', async () => {
  const { body } = await service().app.inject('/docs/problems')
  const codes = [...body.matchAll(/<tr id="([\w-]+)"/g)].map(([, code]) => code)
  expect(codes).toEqual(Object.keys(problemKinds).sort())
})
