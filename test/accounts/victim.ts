// Usage: node test/accounts/victim.ts ACT DATABASE_URL SANDBOX
//
// A process that signs in, refreshes or rotates keys without end, until it is killed. It writes a line for each time
// that something is done and was said to be: what must not be lost from then on. SANDBOX is a stand-in AniList's address.
import { writeSync } from 'node:fs'
import { openStore } from '../../src/store/store.ts'
import { openInstance, signIn } from './instance.ts'
import { type Act, type Fact, rotateTo, sandboxAt } from './kills.ts'

const [act, databaseUrl = '', sandboxUrl = ''] = process.argv.slice(2)
const store = await openStore({ databaseUrl })

/** At once, and with an error when whoever would kill it is gone itself: nobody else would ever end it. */
function acknowledge(fact: Fact): void {
  writeSync(1, `${JSON.stringify(fact)}\n`)
}

async function signInForEver(): Promise<never> {
  const instance = await openInstance(store, sandboxAt(sandboxUrl))
  for (;;) {
    const { tokens, principal } = await signIn(instance, 'casual')
    acknowledge({ token: tokens.accessToken.token, accountId: principal.account.id })
  }
}

async function refreshForEver(): Promise<never> {
  const instance = await openInstance(store, sandboxAt(sandboxUrl))
  let { refreshToken } = (await signIn(instance, 'casual')).tokens
  for (;;) {
    acknowledge({ token: refreshToken })
    refreshToken = (await instance.accounts.refresh(refreshToken)).refreshToken
  }
}

async function rotateForEver(): Promise<never> {
  for (;;) {
    await rotateTo(store, 'k2', (done) => acknowledge({ key: 'k2', done }))
    await rotateTo(store, 'k1', (done) => acknowledge({ key: 'k1', done }))
  }
}

const acts: Readonly<Record<Act, () => Promise<never>>> = {
  'sign-in': signInForEver,
  refresh: refreshForEver,
  rotate: rotateForEver,
}
await acts[act as Act]()
