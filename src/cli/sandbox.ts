import { once } from 'node:events'
import { Command, InvalidArgumentError } from 'commander'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/server.ts'
import { CommandError, programName } from './failure.ts'

interface SandboxFlags extends Pick<SandboxOptions, 'nesting' | 'aliases' | 'thin'> {
  readonly port: number
  readonly limit: number
  readonly faults: number
  readonly latency: number
  readonly scale: number
  readonly data?: string
}

/** Who is there to try things with, and what for. */
export const sampleUsers: readonly (readonly [name: string, about: string])[] = [
  ['casual', 'watches much, and misses the sequel of most of it'],
  ['completionist', 'misses nothing that is out'],
  ['collector', 'keeps custom lists, hidden entries and adult titles'],
  ['planner', 'has only plans so far'],
  ['newcomer', 'has an empty list'],
  ['private-person', 'shows the list to nobody else'],
]

const help = `
It speaks AniList's GraphQL, with its limits, errors and sign-in, and keeps everything in memory. Stop it with Ctrl-C.

Examples:
  ${programName} sandbox
  ${programName} sandbox --scale 20000     also generated titles, and users scale50 to scale11000
  ${programName} sandbox --faults 0.2      every fifth request fails in one way or another
  ${programName} sandbox --nesting 1 --aliases 4 --thin
                                       answers as little at once as AniList could`

/** `sandbox`: runs the stand-in AniList until it is told to stop. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description(
      'Starts a stand-in for AniList on this machine, to try things out without asking the real one.',
    )
    .option('--port <number>', 'where to listen; 0 takes any that is free', wholeNumber(0, 65_535), 4010)
    .option('--limit <number>', 'requests a minute that it allows', wholeNumber(1, 1_000_000), 30)
    .option('--faults <part>', 'part of the requests that fail, from 0 to 1', parsePart, 0)
    .option('--latency <ms>', 'milliseconds to wait before each reply', wholeNumber(0, 600_000), 0)
    .option('--scale <number>', 'how many generated titles to add', wholeNumber(0, 1_000_000), 0)
    .option('--nesting <levels>', 'how deep nested relations are answered: 1, 2, 3 or all', parseNesting, 2)
    .option('--aliases <number>', 'aliased fields that one request may hold', wholeNumber(1, 1000))
    .option('--thin', 'leave every third edge out of nested relations')
    .option('--data <file>', 'a list saved from AniList, to serve as the user "real"')
    .addHelpText('after', help)
    .action(runSandbox)
}

async function runSandbox({ data, latency, ...flags }: SandboxFlags): Promise<void> {
  const sandbox = await start({ ...flags, latencyMs: latency, ...(data !== undefined && { dataFile: data }) })
  // Before the address is told: whoever reads it may stop the sandbox at once.
  const told = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  console.log(formatWelcome(sandbox, flags.scale > 0, data))
  await told
  await sandbox.close()
}

async function start(options: SandboxOptions & { readonly port: number }): Promise<Sandbox> {
  try {
    return await startSandbox(options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const { port } = options
    if (code === 'EADDRINUSE')
      throw new CommandError(
        'port-in-use',
        `Port ${port} is in use, perhaps by another sandbox. Stop that, or choose another with --port; 0 takes any that is free.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new CommandError(
        'port-forbidden',
        `This user may not use port ${port}. Choose one above 1023 with --port.`,
        {
          cause: error,
        },
      )
    throw error
  }
}

function formatWelcome(
  { graphqlUrl }: Sandbox,
  hasScaleUsers: boolean,
  dataFile: string | undefined,
): string {
  const users = [
    ...sampleUsers,
    ...(hasScaleUsers
      ? [['scale500', 'has 500 generated titles; any number from 50 to 11000 will do'] as const]
      : []),
    ...(dataFile === undefined ? [] : [['real', `has the list of ${dataFile}`] as const]),
  ]
  // A database of its own: what the sandbox tells of real titles must not pass for AniList's word later.
  return `A stand-in for AniList listens at ${graphqlUrl}

Users:
${users.map(([name, about]) => `  ${name.padEnd(14)}  ${about}`).join('\n')}

Use it from another terminal:
  export ANILIST_API_URL=${graphqlUrl} DATABASE_URL=sqlite:data/sandbox.db
  ${programName} scan casual

Stop it with Ctrl-C.`
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
  }
}

function parseNesting(text: string): 1 | 2 | 3 | 'all' {
  for (const depth of [1, 2, 3, 'all'] as const) if (text === String(depth)) return depth
  throw new InvalidArgumentError('Give 1, 2, 3 or all.')
}

function parsePart(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Give a number from 0 to 1, such as 0.2.')
}
