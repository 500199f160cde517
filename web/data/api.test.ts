import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { type ApiRequest, keepCsrfToken, listenForSession, send } from './api.ts'

const problem = (code: string, status: number) => Response.json({ code, status, detail: code }, { status })

/** A server with these replies in turn; the token of each request that it got. */
function serve(...replies: Response[]) {
  const tokens: (string | null)[] = []
  vi.stubGlobal('fetch', async (_path: string, { headers }: RequestInit) => {
    tokens.push(new Headers(headers).get('x-csrf-token'))
    return replies[tokens.length - 1] ?? new Response(null, { status: 204 })
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return tokens
}

/** Another tab has begun another session, of the same account or not. */
function otherSession(isSameAccount: boolean) {
  keepCsrfToken({ csrfToken: 'old' })
  listenForSession({
    onEnd: () => {},
    onDisconnect: () => {},
    async onStaleToken() {
      keepCsrfToken({ csrfToken: 'new' })
      return isSameAccount
    },
  })
}

afterEach(() => keepCsrfToken(null))

test.each<[string, NonNullable<ApiRequest['method']>]>([
  ['adding', 'POST'],
  ['deleting', 'DELETE'],
  ['changing', 'PATCH'],
])('%s goes on with the token of the newer session', async (_story, method) => {
  otherSession(true)
  const tokens = serve(problem('csrf-token-invalid', 403))
  await send('/api/v1/list', { method })
  expect(tokens).toEqual(['old', 'new'])
})

test('nothing is written for another account', async () => {
  otherSession(false)
  const tokens = serve(problem('csrf-token-invalid', 403))
  await expect(send('/api/v1/list', { method: 'POST' })).rejects.toMatchObject({ code: 'csrf-token-invalid' })
  expect(tokens).toEqual(['old'])
})

test('a token that is refused again is not renewed for ever', async () => {
  otherSession(true)
  const tokens = serve(problem('csrf-token-invalid', 403), problem('csrf-token-invalid', 403))
  await expect(send('/api/v1/list', { method: 'POST' })).rejects.toMatchObject({ code: 'csrf-token-invalid' })
  expect(tokens).toEqual(['old', 'new'])
})
