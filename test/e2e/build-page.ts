import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the page, built from what is in the tree now. */
    readonly webPage: string
  }
}

/** Builds the page once for all tests in a browser, in a folder of its own: nobody else's build gets in the way. */
export default function buildPage({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'web-page-'))
  const { status, stdout, stderr } = spawnSync('vite', ['build', '--outDir', folder, '--logLevel', 'warn'], {
    encoding: 'utf8',
    // Under vitest it says "test", for which React is the one that developers get.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`The page cannot be built.\n${stdout}${stderr}`)
  provide('webPage', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
