import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadServerConfig } from '../../src/config/config.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const file = (folder: string) => join(folder, 'data/development-secrets.env')

describe('policy: in development the server makes and keeps its own secrets', () => {
  test('the second start uses the secrets of the first, which only this user can read', async () => {
    const folder = temporaryFolder()
    const first = await loadServerConfig({ env: {}, folder })
    expect(first.secretKey.length).toBeGreaterThanOrEqual(32)
    expect(await loadServerConfig({ env: {}, folder })).toEqual(first)
    expect(statSync(file(folder)).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    expect(await loadServerConfig({ env: {}, folder: temporaryFolder() })).not.toEqual(first)
  })

  test('secrets from elsewhere take precedence, and if all are set, none are generated', async () => {
    const folder = temporaryFolder()
    const made = await loadServerConfig({ env: {}, folder })
    const own = await loadServerConfig({ env: { SECRET_KEY: 'mine' }, folder })
    expect(own).toMatchObject({ secretKey: 'mine', jwtSecretKey: made.jwtSecretKey })
    const elsewhere = temporaryFolder()
    const env = { SECRET_KEY: 'a', JWT_SECRET_KEY: 'b', TOKEN_ENCRYPTION_KEYS: 'k1:AAAA' }
    await loadServerConfig({ env, folder: elsewhere })
    expect(existsSync(file(elsewhere))).toBe(false)
  })

  test('restricts a file that others can read', async () => {
    const folder = temporaryFolder()
    await loadServerConfig({ env: {}, folder })
    chmodSync(file(folder), 0o644)
    await loadServerConfig({ env: {}, folder })
    expect(statSync(file(folder)).mode & 0o777).toBe(0o600)
  })

  test.each<[story: string, spoil: (folder: string) => void, told: RegExp]>([
    [
      'is damaged',
      (folder) => {
        mkdirSync(join(folder, 'data'))
        writeFileSync(file(folder), 'SECRET_KEY=half\n')
      },
      /JWT_SECRET_KEY, TOKEN_ENCRYPTION_KEYS missing from .*development-secrets\.env\. Delete the file/,
    ],
    [
      'contains an invalid key',
      (folder) => {
        mkdirSync(join(folder, 'data'))
        writeFileSync(file(folder), 'SECRET_KEY=a\nJWT_SECRET_KEY=b\nTOKEN_ENCRYPTION_KEYS=development\n')
      },
      /^data\/development-secrets\.env is damaged\. Delete it/,
    ],
    [
      'cannot be written',
      (folder) => writeFileSync(join(folder, 'data'), 'no folder'),
      /SECRET_KEY, JWT_SECRET_KEY and TOKEN_ENCRYPTION_KEYS are not set/,
    ],
  ])('says what to do if the file %s', async (_, spoil, told) => {
    const folder = temporaryFolder()
    spoil(folder)
    await expect(loadServerConfig({ env: {}, folder })).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(told),
    })
  })

  test('processes that start at the same time agree on one file', async () => {
    const folder = temporaryFolder()
    const code = `import { loadServerConfig } from ${JSON.stringify(join(process.cwd(), 'src/config/config.ts'))}
      console.log((await loadServerConfig({ env: {}, folder: ${JSON.stringify(folder)} })).secretKey)`
    const keys = await Promise.all(Array.from({ length: 4 }, () => run(code)))
    expect(new Set(keys).size).toBe(1)
    expect(readFileSync(file(folder), 'utf8')).toContain(keys[0])
  })

  test('production ignores the file', async () => {
    const folder = temporaryFolder()
    await loadServerConfig({ env: {}, folder })
    const production = loadServerConfig({ env: { APP_ENV: 'production' }, folder })
    await expect(production).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.stringMatching(/^SECRET_KEY is not set/)]),
    })
  })

  test('version control ignores the file', () => {
    expect(
      execFileSync('git', ['check-ignore', 'data/development-secrets.env'], { encoding: 'utf8' }),
    ).not.toBe('')
  })
})

function run(code: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  return new Promise((resolve) => child.once('close', () => resolve(output.trim())))
}
