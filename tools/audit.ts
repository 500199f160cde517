// Usage: node tools/audit.ts [--strict]
//
// Looks at what others wrote and this program runs, behind `npm run audit`: known advisories, the lock file, licences, and a
// software bill of materials (CycloneDX) in dist/sbom.cdx.json. It ends with 1 where something is wrong. What could not be
// done is "not run" with the reason, which counts as wrong with --strict.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuditFinding, advisoriesOf, componentsOf, licencesOf, lockProblems } from './audit-findings.ts'

const strict = process.argv.includes('--strict')
const findings: AuditFinding[] = [checkAdvisories(), checkLock(), ...writeBillOfMaterials()]

for (const { name, verdict, details } of findings) {
  console.log(`${name}: ${verdict}`)
  for (const detail of details) console.log(`  ${detail}`)
}
const wrong = findings.filter(({ verdict }) => verdict === 'FAILED' || (strict && verdict === 'not run'))
process.exitCode = wrong.length === 0 ? 0 : 1

/** Of the packages that people run. */
function checkAdvisories(): AuditFinding {
  const { status, stdout, stderr, error } = npm('audit', '--omit=dev', '--json')
  return advisoriesOf({ status, stdout, stderr: error?.message ?? stderr })
}

/** Complete by the same tool that completes it, on a copy. */
function checkLock(): AuditFinding {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'))
  try {
    const copy = join(folder, 'package-lock.json')
    copyFileSync('package-lock.json', copy)
    const { stdout } = spawnSync(process.execPath, ['tools/fix-lock.mjs', copy], { encoding: 'utf8' })
    const incomplete = stdout.includes('is complete')
      ? []
      : ['It is not complete. Run: node tools/fix-lock.mjs']
    const details = [...incomplete, ...lockProblems(JSON.parse(readFileSync(copy, 'utf8')))]
    return { name: 'lock file', verdict: details.length === 0 ? 'ok' : 'FAILED', details }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeBillOfMaterials(): AuditFinding[] {
  const { status, stdout, stderr } = npm(
    'sbom',
    '--sbom-format=cyclonedx',
    '--omit=dev',
    '--package-lock-only',
  )
  if (status !== 0) {
    const details = [stderr.trim().split('\n').at(-1) ?? '']
    return [{ name: 'bill of materials', verdict: 'FAILED', details }]
  }
  mkdirSync('dist', { recursive: true })
  writeFileSync('dist/sbom.cdx.json', stdout)
  const components = componentsOf(JSON.parse(stdout))
  const details = [`${components.length} packages, in dist/sbom.cdx.json`]
  return [{ name: 'bill of materials', verdict: 'ok', details }, licencesOf(components)]
}

function npm(...args: readonly string[]) {
  return spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20, timeout: 120_000 })
}
