// Usage: node tools/audit.ts [--strict]
//
// Checks the dependencies that people run, on the server and in the browser, for `npm run audit`: known advisories, the lock
// file, licences, and a software bill of materials (CycloneDX) in dist/sbom.cdx.json. Exits with 1 if something is wrong. What
// could not be checked is "not run" with the reason, which counts as wrong with --strict.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuditFinding, advisoriesOf, licencesOf, lockProblems } from './audit-findings.ts'
import { billOfMaterials, type Lock, shippedPackages } from './bill-of-materials.ts'
import { pagePackages } from './page-packages.ts'

const strict = process.argv.includes('--strict')
const lock: Lock = readJson('package-lock.json')
// The page as it is served, not as in development.
process.env.NODE_ENV = 'production'
const shipped = shippedPackages(lock, await pagePackages())
const findings: AuditFinding[] = [checkAdvisories(), checkLock(), writeBillOfMaterials(), licencesOf(shipped)]

for (const { name, verdict, details } of findings) {
  console.log(`${name}: ${verdict}`)
  for (const detail of details) console.log(`  ${detail}`)
}
const wrong = findings.filter(({ verdict }) => verdict === 'FAILED' || (strict && verdict === 'not run'))
process.exitCode = wrong.length === 0 ? 0 : 1

/** For all packages: to npm, those in the page are development packages, which it omits in production. */
function checkAdvisories(): AuditFinding {
  const { status, stdout, stderr, error } = npm('audit', '--include=dev', '--json')
  return advisoriesOf({ status, stdout, stderr: error?.message ?? stderr }, shipped)
}

/** Checked by the tool that completes it, on a copy. */
function checkLock(): AuditFinding {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'))
  try {
    const copy = join(folder, 'package-lock.json')
    copyFileSync('package-lock.json', copy)
    const { stdout } = spawnSync(process.execPath, ['tools/fix-lock.mjs', copy], { encoding: 'utf8' })
    const incomplete = stdout.includes('is complete')
      ? []
      : ['It is not complete. Run: node tools/fix-lock.mjs']
    const details = [...incomplete, ...lockProblems(readJson(copy))]
    return { name: 'lock file', verdict: details.length === 0 ? 'ok' : 'FAILED', details }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeBillOfMaterials(): AuditFinding {
  mkdirSync('dist', { recursive: true })
  const bill = billOfMaterials(readJson('package.json'), lock, shipped)
  writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(bill, null, 2)}\n`)
  const inBrowser = shipped.filter(({ runsIn }) => runsIn.includes('browser'))
  const counts = `${shipped.length} packages, ${inBrowser.length} of them in the browser`
  return { name: 'bill of materials', verdict: 'ok', details: [`${counts}, in dist/sbom.cdx.json`] }
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function npm(...args: readonly string[]) {
  return spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20, timeout: 120_000 })
}
