/** A block of a document with commands and their output. */
export interface ConsoleBlock {
  /** The comment before it: `run`, or `not run here: ` and the reason. undefined if there is none. */
  readonly mark: string | undefined
  readonly steps: readonly ConsoleStep[]
}

export interface ConsoleStep {
  readonly command: string
  /** The lines after the command. */
  readonly shown: readonly string[]
}

/** Finds every block fenced as `console`. */
export function parseConsoleBlocks(markdown: string): ConsoleBlock[] {
  return [...markdown.matchAll(/(?:<!-- ([^\n]*) -->\n)?```console\n(.*?)```/gs)].map(
    ([, mark, body = '']) => ({
      mark,
      steps: body
        .split(/^\$ /m)
        .slice(1)
        .map((step) => {
          const [command = '', ...shown] = step.trimEnd().split('\n')
          return { command, shown }
        }),
    }),
  )
}

/**
 * The first line of `shown` that is missing from the output. undefined if it has all of them, in order and without others in
 * between. A line `…` matches any number of lines. Durations and free ports are not compared.
 *
 * @example
 * firstStaleLine(['one', '…', 'three'], 'one\ntwo\nthree\n') // undefined
 */
export function firstStaleLine(shown: readonly string[], output: string): string | undefined {
  const lines = output.trimEnd().split('\n').map(comparable)
  let at = 0
  let mayLeaveOut = false
  for (const line of shown) {
    if (line === '…') {
      mayLeaveOut = true
      continue
    }
    const found = mayLeaveOut ? lines.indexOf(comparable(line), at) : at
    if (lines[found] !== comparable(line)) return line
    at = found + 1
    mayLeaveOut = false
  }
  return mayLeaveOut || at === lines.length ? undefined : `(end, where the output goes on: ${lines[at]})`
}

function comparable(line: string): string {
  return line
    .replace(/\d+(\.\d+)? s\b/g, '0 s')
    .replace(/localhost:\d+/g, 'localhost:0')
    .trimEnd()
}
