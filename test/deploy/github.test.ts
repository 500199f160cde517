import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

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

describe('policy: automated dependency scanning: what GitHub does', () => {
  test('Dependabot looks after every ecosystem that there is', () => {
    const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8'))
    expect(updates.map((update: Record<string, string>) => update['package-ecosystem'])).toEqual([
      'npm',
      'github-actions',
      'docker',
      'docker-compose',
    ])
    for (const update of updates) expect(update.schedule.interval).toBe('weekly')
  })

  test('every push and pull request is tested as a whole, and nothing may be left out', () => {
    const ci = workflow('ci.yml')
    expect(Object.keys(ci.on)).toEqual(['push', 'pull_request'])
    expect(stepsOf(ci).map(({ run }) => run)).toContain('.ci/run')
    // As root on Debian it installs what the tests need.
    expect(Object.values(ci.jobs).map(({ container }) => container)).toEqual(['node:24-bookworm'])
  })

  test('an audit runs by the clock, and fails where it could not ask', () => {
    const audit = workflow('audit.yml')
    expect(audit.on).toHaveProperty('schedule')
    expect(stepsOf(audit).map(({ run }) => run)).toContain('npm run audit -- --strict')
    expect(scripts).toHaveProperty('audit')
  })

  test.each(workflows)(
    '%s may read and nothing else, and runs what it names',
    (_file, { permissions, jobs }) => {
      expect(permissions).toEqual({ contents: 'read' })
      for (const job of Object.values(jobs)) {
        expect(job.permissions).toBeUndefined()
        for (const { uses, with: settings } of job.steps) {
          // GitHub's own, by their major version; anyone else's by what nobody can move.
          if (uses) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$|@[0-9a-f]{40}$/)
          if (uses?.startsWith('actions/checkout')) expect(settings).toEqual({ 'persist-credentials': false })
        }
      }
    },
  )

  test('no workflow runs what a pull request says of itself', () => {
    for (const [file] of workflows) {
      const text = readFileSync(`.github/workflows/${file}`, 'utf8')
      expect(text).not.toMatch(/pull_request_target|github\.event\.(pull_request|issue|comment)/)
    }
  })
})
