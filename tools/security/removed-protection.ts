import typescript from 'typescript'
import type { PolicyTest } from './policy-points.ts'

/** A change of one file that takes a protection out. A test of the policy has to fail by it. */
export interface RemovedProtection {
  /** The test that has to notice, by how its name begins. */
  readonly policy: PolicyTest
  readonly file: string
  /** Stands in the file once. */
  readonly find: string
  /** What the text becomes without the protection. */
  readonly replace: string
  /** What has to go as well, where one of two protections is enough. */
  readonly also?: readonly (readonly [find: string, replace: string])[]
  /** Where the test is. */
  readonly test: string
}

/**
 * The file's text with the protection taken out.
 *
 * @throws Error where the text to be replaced stands there not once, or the rest is no program any more: that fails every test
 */
export function withoutProtection(source: string, removal: RemovedProtection): string {
  const { policy, file, find, replace, also = [] } = removal
  let changed = source
  for (const [text, instead] of [[find, replace] as const, ...also]) {
    const parts = changed.split(text)
    if (parts.length !== 2)
      throw new Error(
        `What is to be taken out for ${policy} stands in ${file} ${parts.length === 1 ? 'nowhere' : 'more than once'}: ${text}`,
      )
    changed = parts.join(instead)
  }
  if (file.endsWith('.ts') && !isProgram(changed))
    throw new Error(`What is taken out for ${policy} leaves no program in ${file}: ${find}`)
  return changed
}

function isProgram(source: string): boolean {
  return typescript.transpileModule(source, { reportDiagnostics: true }).diagnostics?.length === 0
}
