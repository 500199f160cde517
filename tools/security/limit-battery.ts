// Usage: node tools/security/limit-battery.ts [--quick] [--minutes N] [--people N] [NAME…]
//
// Attacks that have to fail at the limits: real instances in production mode, with 30 requests per minute to AniList and all
// limits in force. Prints the measurements, and exits with 1 if a target is missed. --quick runs the short forms; --minutes and
// --people change the size of the soak. A soak other than the short form writes docs/reports/soak.md.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { abandonedAttack } from './abandoned-attack.ts'
import { bigListsAttack } from './big-lists-attack.ts'
import { hogAttack } from './hog-attack.ts'
import { untilInterrupted } from './interruption.ts'
import type { LimitAttack } from './limit-attack.ts'
import { queueAttack } from './queue-attack.ts'
import { formatSoakReport, soakAttack } from './soak-attack.ts'

export const limitAttacks: readonly LimitAttack[] = [
  queueAttack,
  hogAttack,
  bigListsAttack,
  abandonedAttack,
  soakAttack,
]

if (import.meta.main) {
  await untilInterrupted(async (signal) => {
    const { values, positionals: names } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, minutes: { type: 'string' }, people: { type: 'string' } },
    })
    const size = (text: string | undefined) => (text === undefined ? undefined : Number(text))
    const { quick = false } = values
    const [minutes, people] = [size(values.minutes), size(values.people)]
    const chosen = limitAttacks.filter(({ name }) => names.length === 0 || names.includes(name))
    const findings: string[] = []
    for (const attack of chosen) {
      const outcome = await attack
        .run({ quick, minutes, people, signal, say: console.log })
        .catch((error: Error) => ({ measured: [], findings: [error.message] }))
      signal.throwIfAborted()
      findings.push(...outcome.findings)
      if (attack === soakAttack && !quick) writeFileSync('docs/reports/soak.md', formatSoakReport(outcome))
    }
    for (const finding of findings) console.log(`MISSED: ${finding}`)
    return chosen.length > 0 && findings.length === 0
  })
}
