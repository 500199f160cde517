// Usage: node test/accounts/victim.ts ACT DATABASE_URL SANDBOX
//
// A process that signs in, refreshes or rotates keys in a loop until it is killed. It writes a line for everything that is done
// and acknowledged, which must not be lost from then on. SANDBOX is the address of a sandbox.
import { writeSync } from 'node:fs'
import { openStore } from '../../src/store/store.ts'
import { openInstance, signIn } from './instance.ts'
import { type Act, type Fact, rotateTo, sandboxAt } from './kills.ts'

const [act, databaseUrl = '', sandboxUrl = ''] = process.argv.slice(2)
const store = await openStore({ databaseUrl })

/** Synchronously, and failing if the parent process is gone, because nobody else would end this one. */
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
