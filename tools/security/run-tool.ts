import { spawn } from 'node:child_process'

export interface ToolRun {
  /** Undefined where it was ended because its time was over. */
  readonly status: number | undefined
  /** Both outputs, as they came, without the colours of a terminal. */
  readonly output: string
}

export interface ToolOptions {
  readonly seconds: number
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Ends it as when its time is over. */
  readonly signal?: AbortSignal
}

/** A program that is not installed. */
export class ToolMissing extends Error {
  override readonly name = 'ToolMissing'
}

/**
 * Runs a program beside this one, which may have to answer it, and ends it when its time is over, or this one ends. Whatever it
 * started ends with it.
 *
 * @throws ToolMissing
 */
export function runTool(command: string, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  const { seconds, cwd, env = {}, signal } = options
  const child = spawn(command, args, {
    // A group of its own: these programs start others.
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
      // All of them have ended by themselves.
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
    // What it left behind, such as a server of a test that was ended.
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

/** A program's text without what steers a terminal. */
export function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what steers a terminal begins with one
  return text.replace(/\u001b(\[[\d;?]*[A-Za-z]|\(B)/g, '')
}
