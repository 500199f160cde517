import { readProblem, unreachable } from './api-error.ts'

const lockName = 'refresh-session'
let running: Promise<void> | undefined

/**
 * Has the server renew the access token, which only cookies hold. One refresh at a time, in all tabs together: a refresh token
 * serves once, and one that comes back late ends the session. Whoever finds another at it waits for that one and asks nothing.
 *
 * @throws ApiError where there is no session any more (401), or the server cannot tell
 */
export function refreshSession(): Promise<void> {
  running ??= refreshAlone().finally(() => {
    running = undefined
  })
  return running
}

async function refreshAlone(): Promise<void> {
  // Browsers have locks on https and on localhost only. Without, the server's ten seconds of grace have to do.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return refresh()
  const isDone = await locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return false
    await refresh()
    return true
  })
  if (!isDone) await locks.request(lockName, () => {})
}

async function refresh(): Promise<void> {
  let reply: Response
  try {
    reply = await fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' })
  } catch (error) {
    throw unreachable(error)
  }
  if (!reply.ok) throw await readProblem(reply)
}
