import { execFileSync } from 'node:child_process'
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'

let server: PostgresServer
const folder = mkdtempSync(join(tmpdir(), 'postgresql-tls-'))

/** A server that accepts only client certificates, and has its own certificate for `localhost`. */
beforeAll(async () => {
  for (const authority of ['ours', 'foreign']) makeAuthority(authority)
  makeCertificate('server', 'localhost', 'ours')
  makeCertificate('client', 'sequel_finder', 'ours')
  makeCertificate('somebody', 'somebody', 'ours')
  makeCertificate('impostor', 'sequel_finder', 'foreign')
  server = await startPostgres()
  await query('create role sequel_finder login; create database sequel_finder owner sequel_finder')
  const { uid, gid } = statSync(server.data)
  for (const [from, to] of [
    ['server.pem', 'server.crt'],
    ['server.key', 'server.key'],
    ['ours.pem', 'root.crt'],
  ] as const) {
    copyFileSync(join(folder, from), join(server.data, to))
    chownSync(join(server.data, to), uid, gid)
  }
  const rules = join(server.data, 'pg_hba.conf')
  const others = readFileSync(rules, 'utf8')
  const ours = 'hostssl sequel_finder sequel_finder all cert\nhost sequel_finder sequel_finder all reject\n'
  writeFileSync(rules, ours + others)
  await query(
    'alter system set ssl = on',
    "alter system set ssl_ca_file = 'root.crt'",
    'select pg_reload_conf()',
  )
  await sleep(500)
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('policy: PostgreSQL in production: login with a client certificate, with both sides verified', () => {
  test('accepts our certificate', async () => {
    const store = await openStore({ databaseUrl: addressOf({}) })
    expect(await store.db.selectFrom('account').selectAll().execute()).toEqual([])
    await store.close()
  })

  test.each([
    ['a server with a certificate for another name', { host: '127.0.0.1' }, 'database-unreachable'],
    ['a server with a certificate from another authority', { root: 'foreign' }, 'database-unreachable'],
    ['somebody else', { who: 'somebody' }, 'database-refused'],
    ['a client with our name from another authority', { who: 'impostor' }, 'database-unreachable'],
  ])('refuses %s', async (_story, change, code) => {
    await expect(openStore({ databaseUrl: addressOf(change) })).rejects.toMatchObject({ code })
  })

  test('refuses connections without encryption', async () => {
    const { port } = new URL(server.url)
    const databaseUrl = `postgresql://sequel_finder@localhost:${port}/sequel_finder`
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({ code: 'database-refused' })
  })
})

function addressOf({ host = 'localhost', root = 'ours', who = 'client' }): string {
  const { port } = new URL(server.url)
  const files = { sslrootcert: `${root}.pem`, sslcert: `${who}.pem`, sslkey: `${who}.key` }
  const parameters = Object.entries(files).map(([name, file]) => `${name}=${join(folder, file)}`)
  return `postgresql://sequel_finder@${host}:${port}/sequel_finder?sslmode=verify-full&${parameters.join('&')}`
}

async function query(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server.url })
  await client.connect()
  for (const each of statements.flatMap((text) => text.split('; '))) await client.query(each)
  await client.end()
}

function makeAuthority(name: string): void {
  openssl('req', '-x509', '-days', '2', ...newKey(name), '-subj', `/CN=${name}`, '-out', `${name}.pem`)
}

function makeCertificate(name: string, commonName: string, authority: string): void {
  const names = [
    '-subj',
    `/CN=${commonName}`,
    '-addext',
    `subjectAltName=DNS:${commonName.replace('_', '-')}`,
  ]
  openssl('req', ...newKey(name), ...names, '-out', `${name}.csr`)
  const signing = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial']
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-days',
    '2',
    ...signing,
    '-copy_extensions',
    'copy',
    '-out',
    `${name}.pem`,
  )
}

function newKey(name: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`]
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
}
