import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runTool } from '../../tools/security/run-tool.ts'
import { isRunning } from '../support/is-running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A battery with one part that has started a program in the background, and writes down its process ID. */
const battery = (file: string) => `
  import { unlessInterrupted, untilInterrupted } from './tools/security/interruption.ts'
  import { runTool } from './tools/security/run-tool.ts'
  await untilInterrupted(async (signal) => {
    try {
      const part = () => runTool('sh', ['-c', 'sleep 300 & echo $! > ${file}; wait'], { seconds: 300 })
      await unlessInterrupted(part, signal)
    } finally {
      console.log('cleared away')
    }
  })`

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a battery and everything it started', async (signal) => {
  const file = join(temporaryFolder(), 'pid')
  const child = spawn(process.execPath, ['--input-type=module', '-e', battery(file)])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const ended = once(child, 'close')
  const pid = await vi.waitFor(
    () => {
      expect(existsSync(file) && readFileSync(file, 'utf8')).toMatch(/^\d+\n$/)
      return Number(readFileSync(file, 'utf8'))
    },
    { timeout: 20_000 },
  )
  expect(isRunning(pid)).toBe(true)
  child.kill(signal)
  expect([await ended, said]).toEqual([[1, null], `cleared away\ninterrupted by ${signal}\n`])
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false))
})

test('ends the programs that a part leaves behind', async () => {
  const { status, output } = await runTool('sh', ['-c', 'sleep 300 > /dev/null 2>&1 & echo $!'], {
    seconds: 60,
  })
  expect(status).toBe(0)
  await vi.waitFor(() => expect(isRunning(Number(output))).toBe(false))
})
