import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freshSecrets } from '../src/config/fresh-secrets.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../src/sandbox/server.ts'
import { buildPage, isOld } from '../tools/page.ts'
import { startProcess } from './load.ts'

/** The page and its server in their own process, with a sandbox as AniList in this one. */
export interface Site {
  readonly url: string
  readonly sandbox: Sandbox
  /** Scans a list, so that the next scan of it is warm, and returns how many titles are missing. */
  scan(user: string): Promise<number>
  stop(): Promise<void>
}

/** @param env further variables for the server, which has no `.env` */
export async function startSite(
  options: SandboxOptions,
  env: (sandbox: Sandbox) => Readonly<Record<string, string>> = () => ({}),
): Promise<Site> {
  if (isOld('dist/web')) buildPage('dist/web')
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const sandbox = await startSandbox(options)
  const variables = {
    ...freshSecrets('k1'),
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
    ANILIST_API_URL: sandbox.graphqlUrl,
    ANILIST_REQUESTS_PER_MINUTE: '90',
    RATE_LIMIT_PER_MINUTE: '10000000',
    ...env(sandbox),
  }
  const server = await startProcess([resolve('src/cli/main.ts'), 'serve'], variables, folder)
  // Browsers trust no other address without https.
  const url = server.url.replace('127.0.0.1', 'localhost')
  return {
    url,
    sandbox,
    async scan(user) {
      const reply = await fetch(`${url}/api/v1/scans/${user}`)
      if (!reply.ok) throw new Error(`${user} can't be scanned: ${await reply.text()}`)
      const { missing } = (await reply.json()) as { missing: unknown[] }
      return missing.length
    },
    async stop() {
      await Promise.all([server.stop(), sandbox.close()])
      rmSync(folder, { recursive: true })
    },
  }
}
