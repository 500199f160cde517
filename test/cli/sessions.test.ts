import { join } from 'node:path'
import { expect, test } from 'vitest'
import { saveAccount } from '../../src/store/accounts.ts'
import { insertSession } from '../../src/store/sessions.ts'
import { openStore } from '../../src/store/store.ts'
import { noon, person } from '../accounts/people.ts'
import { secrets } from '../support/secrets.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

/** Ada is signed in on two devices, Bob on one. */
async function prepare() {
  const databaseUrl = `sqlite:${join(temporaryFolder(), 'app.db')}`
  const store = await openStore({ databaseUrl })
  await saveAccount(store.db, person('Ada', 1))
  await saveAccount(store.db, person('Bob', 2))
  for (const [id, accountId] of [
    ['s1', 'Ada'],
    ['s2', 'Ada'],
    ['s3', 'Bob'],
  ] as const)
    await insertSession(store.db, {
      ...{ id, accountId, device: 'a device', refreshHash: `hash of ${id}` },
      ...{ createdAt: noon, lastUsedAt: noon },
    })
  await store.close()
  const run = (...args: string[]) =>
    runCli(['sessions', 'end', ...args], { env: { ...secrets, DATABASE_URL: databaseUrl } })
  const look = async () => {
    const { db, close } = await openStore({ databaseUrl })
    const sessions = await db.selectFrom('session').select('id').orderBy('id').execute()
    const trail = await db.selectFrom('auditEntry').select(['event', 'sessionId', 'detail']).execute()
    await close()
    return {
      sessions: sessions.map(({ id }) => id),
      trail: trail.map(({ event, sessionId, detail }) => [event, sessionId, JSON.parse(detail)]),
    }
  }
  return { run, look }
}

test('an operator signs one person out on all devices, and nobody else', async () => {
  const { run, look } = await prepare()
  expect(await run('aDA')).toMatchObject({ exit: 0, stdout: 'Ended 2 sessions.\n' })
  expect(await look()).toEqual({
    sessions: ['s3'],
    trail: [
      ['revoke', 's1', { by: 'operator' }],
      ['revoke', 's2', { by: 'operator' }],
    ],
  })
})

test('an operator signs everyone out', async () => {
  const { run, look } = await prepare()
  expect(await run('--all')).toMatchObject({ exit: 0, stdout: 'Ended 3 sessions.\n' })
  expect((await look()).sessions).toEqual([])
})

test.each([
  [
    'nobody has this name',
    ['carol'],
    1,
    /^error: There is no account called carol here\. \(account-not-found\)\n$/,
  ],
  ['no name is given', [], 2, /^error: Give one name, or use --all\./],
  ['a name and --all are given', ['Ada', '--all'], 2, /^error: Give one name, or use --all\./],
] as const)('ends no session if %s', async (_story, args, exit, message) => {
  const { run, look } = await prepare()
  const ended = await run(...args)
  expect(ended).toMatchObject({ exit, stderr: expect.stringMatching(message) })
  expect((await look()).sessions).toHaveLength(3)
})
