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

/** The sample users, and what they are for. */
export const sampleUsers: readonly (readonly [name: string, about: string])[] = [
  ['casual', 'watches a lot and is missing the sequel to most of it'],
  ['completionist', 'is missing nothing that is out'],
  ['collector', 'has custom lists, hidden entries and adult content'],
  ['planner', 'has only planned titles so far'],
  ['newcomer', 'has an empty list'],
  ['private-person', 'has a private list'],
]

const help = `
It speaks AniList's GraphQL API, with the same limits, errors and sign-in, and keeps everything in memory.
Press Ctrl-C to stop it.

Examples:
  ${programName} sandbox
  ${programName} sandbox --scale 20000     adds generated titles, and users scale50 to scale11000
  ${programName} sandbox --faults 0.2      one request in five fails
  ${programName} sandbox --nesting 1 --aliases 4 --thin
                                       returns as little per request as AniList might`

/** `sandbox`: runs the sandbox until it is stopped. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description(
      'Starts a stand-in for AniList on this machine, so that you can try things out without the real one.',
    )
    .option('--port <number>', 'the port to listen on; 0 picks a free one', wholeNumber(0, 65_535), 4010)
    .option('--limit <number>', 'requests allowed per minute', wholeNumber(1, 1_000_000), 30)
    .option('--faults <fraction>', 'fraction of requests that fail, from 0 to 1', parsePart, 0)
    .option('--latency <ms>', 'delay before each reply, in milliseconds', wholeNumber(0, 600_000), 0)
    .option('--scale <number>', 'number of generated titles to add', wholeNumber(0, 1_000_000), 0)
    .option('--nesting <levels>', 'levels of nested relations to return: 1, 2, 3 or all', parseNesting, 2)
    .option('--aliases <number>', 'maximum number of aliased fields per request', wholeNumber(1, 1000))
    .option('--thin', 'leave out every third edge of nested relations')
    .option('--data <file>', 'a list saved from AniList, served as the user "real"')
    .addHelpText('after', help)
    .action(runSandbox)
}

async function runSandbox({ data, latency, ...flags }: SandboxFlags): Promise<void> {
  const sandbox = await start({ ...flags, latencyMs: latency, ...(data !== undefined && { dataFile: data }) })
  // Before the address is printed, as a reader may stop the sandbox immediately.
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
        `Port ${port} is already in use, perhaps by another sandbox. Stop it, or choose a different port with --port; 0 picks a free one.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new CommandError(
        'port-forbidden',
        `This user is not allowed to use port ${port}. Choose one above 1023 with --port.`,
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
      ? [['scale500', 'has 500 generated titles; any number from 50 to 11000 works'] as const]
      : []),
    ...(dataFile === undefined ? [] : [['real', `has the list from ${dataFile}`] as const]),
  ]
  // With its own database, so that the sandbox's data about real titles is not used later.
  return `A stand-in for AniList is running at ${graphqlUrl}

Users:
${users.map(([name, about]) => `  ${name.padEnd(14)}  ${about}`).join('\n')}

To use it from another terminal:
  export ANILIST_API_URL=${graphqlUrl} DATABASE_URL=sqlite:data/sandbox.db
  ${programName} scan casual

Press Ctrl-C to stop it.`
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

function parseNesting(text: string): 1 | 2 | 3 | 'all' {
  for (const depth of [1, 2, 3, 'all'] as const) if (text === String(depth)) return depth
  throw new InvalidArgumentError('It must be 1, 2, 3 or all.')
}

function parsePart(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0 to 1, such as 0.2.')
}
