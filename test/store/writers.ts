import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A running process of `writer.ts`. */
export interface Writer {
  /** Lets it open the store and save. */
  go(): void
  /** Kills it, like a power cut, after it has acknowledged this many saves. */
  killAfter(saves: number): void
  /** How many saves it has acknowledged. */
  acknowledged(): number
  /** Its exit status; `null` if it was killed. */
  readonly exit: Promise<number | null>
}

/** Starts processes that write to the same database, each with its own salt. They wait for `go`. */
export function startWriters(count: number, options: { url: string; saves: number }): Promise<Writer[]> {
  return Promise.all(Array.from({ length: count }, (_, salt) => startWriter({ ...options, salt })))
}

async function startWriter({
  url,
  saves,
  salt,
}: {
  url: string
  saves: number
  salt: number
}): Promise<Writer> {
  const program = fileURLToPath(new URL('writer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, url, String(saves), String(salt)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exit = once(child, 'close').then(([status]) => status as number | null)
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  let acknowledged = 0
  let limit = Infinity
  lines.on('line', () => {
    acknowledged++
    if (acknowledged === limit) child.kill('SIGKILL')
  })
  return {
    go: () => child.stdin.end('go\n'),
    killAfter: (saves) => {
      limit = saves
    },
    acknowledged: () => acknowledged,
    exit,
  }
}
