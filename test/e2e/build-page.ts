import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildPage as build } from '../../tools/page.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the page, built from the working tree. */
    readonly webPage: string
  }
}

/** Builds the page once for all tests, in a temporary folder, so that other builds do not interfere. */
export default function buildPage({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'web-page-'))
  build(folder)
  provide('webPage', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
