// Usage: node test/accounts/kill-battery.ts [KILLS] [SQLite|PostgreSQL]
//
// Kills a process in the middle of signing in, refreshing and rotating keys, KILLS times each (200 unless told) on each
// engine, at random moments, and examines the database after every kill. Ends with 1 at the first thing that is lost or half-done.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Act, acts, examine, kill, prepare } from './kills.ts'

const kills = Number(process.argv[2] ?? 200)
const engines = process.argv[3] === undefined ? ['SQLite', 'PostgreSQL'] : [process.argv[3]]
const longestWaitMs = 150

const folder = mkdtempSync(join(tmpdir(), 'kills-'))
const postgres = await startPostgres()
const sandbox = await startSandbox({ limit: 1_000_000, burst: 1_000_000 })

async function newDatabase(engine: string, name: string): Promise<string> {
  if (engine === 'SQLite') return `sqlite:${join(folder, `${name}.db`)}`
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`create database "${name}"`)
  await client.end()
  return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href
}

async function killAndExamine(engine: string, act: Act): Promise<void> {
  const crime = { act, databaseUrl: await newDatabase(engine, act), sandboxUrl: sandbox.url }
  await prepare(crime)
  let acknowledged = 0
  for (let count = 0; count < kills; count++) {
    const facts = await kill(crime, Math.random() * longestWaitMs)
    acknowledged += facts.length
    await examine(crime, facts)
  }
  console.log(`${engine}, ${act}: ${kills} kills, ${acknowledged} acknowledged, none lost, nothing half-done`)
}

try {
  for (const engine of engines) await Promise.all(acts.map((act) => killAndExamine(engine, act)))
} finally {
  await sandbox.close()
  await postgres.close()
  rmSync(folder, { recursive: true, force: true })
}
