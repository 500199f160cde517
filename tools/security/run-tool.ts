import { spawn } from 'node:child_process'

export interface ToolRun {
  /** Undefined if it was killed after its time limit. */
  readonly status: number | undefined
  /** Both outputs in order, without colours. */
  readonly output: string
}

export interface ToolOptions {
  readonly seconds: number
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Kills it as after its time limit. */
  readonly signal?: AbortSignal
}

/** A program that is not installed. */
export class ToolMissing extends Error {
  override readonly name = 'ToolMissing'
}

/**
 * Runs a program asynchronously, since this process may have to answer it, and kills it after its time limit or when this
 * process ends. Kills everything it started as well.
 *
 * @throws ToolMissing
 */
export function runTool(command: string, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  const { seconds, cwd, env = {}, signal } = options
  const child = spawn(command, args, {
    // A separate process group, because these programs start others.
    ...{ stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env } },
    ...(cwd !== undefined && { cwd }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  const end = () => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // All of them have already ended.
    }
  }
  process.once('exit', end)
  let late = false
  const endEarly = () => {
    late = true
    end()
  }
  const timer = setTimeout(endEarly, seconds * 1000)
  signal?.addEventListener('abort', endEarly)
  const isOver = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', endEarly)
    process.off('exit', end)
    // Anything left behind, such as a server of a killed test.
    end()
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      isOver()
      reject(error.code === 'ENOENT' ? new ToolMissing(`${command} is not installed`) : error)
    })
    child.once('close', (status) => {
      isOver()
      resolve({ status: late ? undefined : (status ?? 1), output: withoutColours(output) })
    })
  })
}

/** Text without terminal control sequences. */
export function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences start with one
  return text.replace(/\u001b(\[[\d;?]*[A-Za-z]|\(B)/g, '')
}
