import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { fillSections, formatEnvExample } from '../../tools/documents.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { firstStaleLine, parseConsoleBlocks } from './console-block.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = parseConsoleBlocks(readme)
const steps = blocks.filter(({ mark }) => mark === 'run').flatMap((block) => block.steps)

describe('the README', () => {
  test('has the tables that the program generates; `npm run docs` updates it', () => {
    expect(fillSections(readme)).toBe(readme)
  })

  test('says for every block of commands whether it can be run here', () => {
    const marks = blocks.map(({ mark }) => mark)
    expect(marks.filter((mark) => mark !== 'run' && !mark?.startsWith('not run here: '))).toEqual([])
    expect(steps).not.toEqual([])
  })

  test.each(steps.map(({ command, shown }) => [command, shown] as const))(
    'prints what it shows for: %s',
    async (command, shown) => {
      const output = await runInSandbox(command)
      expect([firstStaleLine(shown, output), output]).toEqual([undefined, output])
    },
  )

  test.each([...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file = '']) => file))(
    'links to %s, which exists',
    (file) => {
      expect(() => readFileSync(join(file))).not.toThrow(/ENOENT/)
    },
  )

  describe('shows pictures', () => {
    const written = [...readme.matchAll(/!\[(?<alt>[^\]]*)\]\((?<file>[^)]+)\)/g)]
    const marked = [...readme.matchAll(/<img src="(?<file>[^"]+)" alt="(?<alt>[^"]*)" \/>/g)]
    const pictures = [...written, ...marked].map(({ groups: { alt = '', file = '' } = {} }) => ({
      alt,
      file,
    }))
    /** The pictures shown in dark mode. */
    const dark = [...readme.matchAll(/srcset="([^"]+)"/g)].map(([, file = '']) => file)

    test.each(pictures)('$file, with a description', ({ alt, file }) => {
      expect(alt).toMatch(/^[A-Z].{20,}\.$/)
      expect(readFileSync(file).subarray(8, 12).toString()).toBe('WEBP')
    })

    test('all of which exist, each once, and are small in total', () => {
      const taken = readdirSync('docs/screenshots').map((name) => `docs/screenshots/${name}`)
      expect([...pictures.map(({ file }) => file), ...dark].toSorted()).toEqual(taken.toSorted())
      const bytes = taken.reduce((sum, file) => sum + statSync(file).size, 0)
      expect(bytes).toBeLessThan(1_500_000)
    })
  })

  test.each([...readme.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, script = '']) => script))(
    'names the script %s, which exists',
    (script) => {
      expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts).toHaveProperty(script)
    },
  )
})

test('.env.example has every option with its default; `npm run docs` updates it', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(formatEnvExample())
})

/** Runs a command line as a reader would, in the checkout, with the sandbox as AniList. */
async function runInSandbox(command: string): Promise<string> {
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.close())
  const child = spawn('sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // Its own process group, so that Ctrl-C reaches all of it.
    detached: true,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ANILIST_API_URL: sandbox.graphqlUrl,
      DATABASE_URL: `sqlite:${join(temporaryFolder(), 'readme.db')}`,
    },
  })
  // A command that runs until it is stopped says so on its last line.
  child.stdout.on('data', (said) => {
    if (`${said}`.includes('Press Ctrl-C')) process.kill(-(child.pid as number), 'SIGINT')
  })
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return output
}
