// Usage: node tools/security/attack-instance.ts [--quick] [NAME…]
//
// Starts an instance as in production and attacks it with everything in `attacks`, or with the named ones. Exits with 1 if
// anything was found.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attack, AttackContext } from './attack.ts'
import { type AttackedInstance, withAttackedInstance } from './attacked-instance.ts'
import { canaryHunt } from './canary-hunt.ts'
import { unlessInterrupted, untilInterrupted } from './interruption.ts'
import { fuzzAttack, headersAttack } from './own-attacks.ts'
import { ToolMissing } from './run-tool.ts'
import type { SecurityStep } from './security-report.ts'
import { slowhttptestAttack } from './slowhttptest.ts'
import { sqlmapAttack } from './sqlmap.ts'
import { testsslAttack } from './testssl.ts'
import { wapitiAttack } from './wapiti.ts'

/** In this order. The hunt for canaries comes last, because the other attacks may have exposed one. */
const attacks: readonly Attack[] = [
  headersAttack,
  testsslAttack,
  sqlmapAttack,
  wapitiAttack,
  fuzzAttack,
  slowhttptestAttack,
  canaryHunt,
]

export const attackNames: readonly string[] = attacks.map(({ name }) => name)

/**
 * Starts an instance, attacks it, and reports each attack.
 *
 * @param say gets a line when an attack has ended
 * @throws the signal's reason, once the instance and everything under it has ended
 */
export async function attackInstance(options: {
  readonly quick: boolean
  readonly names?: readonly string[]
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}): Promise<SecurityStep[]> {
  const { quick, names = [], say, signal } = options
  const chosen = names.length > 0 ? attacks.filter(({ name }) => names.includes(name)) : attacks
  const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-attack-'))
  const steps: SecurityStep[] = []
  const context = { quick, canaries: new Map<string, string>() }
  try {
    await withAttackedInstance(folder, async (instance) => {
      for (const attack of chosen) {
        const step = await unlessInterrupted(() => attackBy(attack, instance, context), signal)
        steps.push(step)
        say(`${step.name}: ${step.verdict} (${step.seconds.toFixed(0)} s)`)
        for (const finding of step.findings ?? []) say(`  ${finding}`)
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return steps
}

const now = () => new Date().toISOString()

async function attackBy(
  attack: Attack,
  instance: AttackedInstance,
  context: AttackContext,
): Promise<SecurityStep> {
  const started = performance.now()
  const logged = readFileSync(instance.logFile).length
  const common = {
    key: attack.name,
    name: attack.title,
    command: `node tools/security/attack-instance.ts ${attack.name}`,
  }
  try {
    const { findings, dismissed, tried } = await attack.run(instance, context)
    const all = [...findings, ...(await aftermath(instance, logged, attack))]
    return {
      ...{ ...common, seconds: (performance.now() - started) / 1000, at: now(), findings: all, dismissed },
      verdict: all.length === 0 ? 'passed' : 'FAILED',
      detail: tried,
    }
  } catch (error) {
    const seconds = (performance.now() - started) / 1000
    const detail = error instanceof Error ? error.message : String(error)
    return {
      ...common,
      seconds,
      at: now(),
      detail,
      verdict: error instanceof ToolMissing ? 'not run' : 'FAILED',
    }
  }
}

/** The machine is busy with the attack itself, and the service may say so. It must have recovered afterwards. */
const tooMuch: ReadonlySet<string> = new Set(['overloaded', 'limits-unavailable'])
const redisLate = 'Redis is unavailable'

/** Errors that the instance logged during the attack, whatever the tool made of its replies, and whether it is still ready. */
async function aftermath({ logFile, visitor }: AttackedInstance, from: number, { bringsOutages }: Attack) {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n')
  const trouble = lines.flatMap((line) => {
    if (!line.startsWith('{')) return []
    const { level, msg, status, code, route, method } = JSON.parse(line)
    if (msg?.startsWith(redisLate)) return []
    if (level === 'error' || level === 'fatal') return [`the log has an error: ${msg}`]
    const foreseen = tooMuch.has(code) || (bringsOutages && String(code).startsWith('anilist-'))
    return status >= 500 && !foreseen ? [`${method} ${route} was answered ${status} (${code})`] : []
  })
  const { status } = await visitor.ask('/readyz')
  if (status !== 200) trouble.push(`the instance is not ready afterwards: ${status}`)
  return [...new Set(trouble)]
}

const versionCommands: readonly (readonly [tool: string, args: readonly string[], version: RegExp])[] = [
  ['sqlmap', ['--version'], /^(\d[\w.#]*)/m],
  ['wapiti', ['--version'], /Wapiti (\d[\d.]*)/],
  ['slowhttptest', ['-h'], /version (\d[\d.]*)/],
  ['testssl', ['--version'], /testssl\D+(\d[\d.]*)/],
  ['nginx', ['-v'], /nginx\/(\S+)/],
  ['redis-server', ['--version'], /v=(\S+)/],
  ['openssl', ['version'], /OpenSSL (\S+)/],
]

/** The tools of others, with their versions. */
export function toolVersions(): readonly (readonly [tool: string, version: string])[] {
  return versionCommands.map(([tool, args, version]) => {
    const { stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', timeout: 60_000 })
    return [tool, version.exec(`${stdout ?? ''}\n${stderr ?? ''}`)?.[1] ?? 'not installed']
  })
}

if (import.meta.main) {
  await untilInterrupted(async (signal) => {
    const args = process.argv.slice(2)
    const steps = await attackInstance({
      quick: args.includes('--quick'),
      names: args.filter((arg) => !arg.startsWith('-')),
      say: console.log,
      signal,
    })
    for (const { name, detail, dismissed = [] } of steps) {
      console.log(`\n${name}: ${detail}`)
      for (const each of dismissed) console.log(`  not counted: ${each}`)
    }
    return steps.length > 0 && steps.every(({ verdict }) => verdict === 'passed')
  })
}
