import { describe, expect, test } from 'vitest'
import { expectAccessible, openPage, picture, shareBrowser } from './browser.ts'
import { signIn } from './sign-in.ts'
import { shareSite, startSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()

describe('a session', () => {
  test('is renewed in silence when the access token has run out', async () => {
    const own = await startSite({ config: { accessTokenExpireMinutes: 1 / 60 } })
    const page = await openPage(browser(), { mayLog: /401/ })
    await signIn(page, own, 'casual')
    await page.getByRole('button', { name: 'casual, account menu' }).waitFor()
    // The server takes a token for five seconds more.
    await page.waitForTimeout(7_000)
    const refreshed = page.waitForResponse('**/api/v1/auth/refresh')
    await page.reload()
    expect((await refreshed).status()).toBe(200)
    await page.getByRole('button', { name: 'casual, account menu' }).waitFor()
  })

  test('nobody is asked who never signed in', async () => {
    const page = await openPage(browser())
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(site().url)
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/v1/about'])
  })

  test('that ended elsewhere ends here, with a word about it', async () => {
    const page = await openPage(browser(), { mayLog: /401/ })
    await signIn(page, site(), 'casual', '/u/casual')
    await page.getByRole('button', { name: 'casual, account menu' }).waitFor()
    const other = await openPage(browser())
    await signIn(other, site(), 'casual')
    await other.getByRole('button', { name: 'casual, account menu' }).waitFor()
    await other.evaluate(async () => {
      const { csrfToken, sessionId } = await (await fetch('/api/v1/auth/me')).json()
      const { sessions } = await (await fetch('/api/v1/auth/sessions')).json()
      for (const { id } of sessions)
        if (id !== sessionId)
          await fetch(`/api/v1/auth/sessions/${id}`, {
            method: 'DELETE',
            headers: { 'x-csrf-token': csrfToken },
          })
    })
    await page.reload()
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
    await page.getByRole('heading', { name: /casual is missing/ }).waitFor()
  })

  test('ends with signing out', async () => {
    const page = await openPage(browser())
    await signIn(page, site(), 'casual')
    await page.getByRole('button', { name: 'casual, account menu' }).click()
    await page.getByRole('menu').waitFor()
    await expectAccessible(page)
    await picture(page, 'account-menu')
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
  })
})
