import { Command, CommanderError } from 'commander'
import { version } from '../version.ts'
import {
  describeFailure,
  exitCodeOf,
  formatExitCodes,
  formatFailure,
  formatTrace,
  programName,
} from './failure.ts'

/** Every command. Each is loaded only when it is called, so that none slows down the others' start. */
const commands: readonly LazyCommand[] = [
  {
    name: 'scan',
    summary: 'show every sequel missing from an AniList list',
    load: async () => (await import('./scan.ts')).scanCommand(),
  },
  {
    name: 'serve',
    summary: 'start the web app and its HTTP API',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  {
    name: 'sandbox',
    summary: 'start a stand-in AniList with sample users, to try things out',
    load: async () => (await import('./sandbox.ts')).sandboxCommand(),
  },
  {
    name: 'migrate',
    summary: 'update the database to the latest schema',
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  {
    name: 'keys',
    summary: 'generate secrets, and rotate the key that encrypts AniList tokens',
    load: async () => (await import('./keys.ts')).keysCommand(),
  },
  {
    name: 'sessions',
    summary: 'sign out one person, or everyone',
    load: async () => (await import('./sessions.ts')).sessionsCommand(),
  },
  {
    name: 'config',
    summary: 'show every option, its value and where it comes from',
    load: async () => (await import('./config.ts')).configCommand(),
  },
  {
    name: 'doctor',
    summary: 'check that everything is set up correctly',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
]

interface LazyCommand {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

const help = `
Examples:
  ${programName} scan YOUR_NAME              every missing sequel, by franchise
  ${programName} scan YOUR_NAME --depth 1    only the next title in each chain
  ${programName} scan YOUR_NAME --json       for other programs
  ${programName} help scan                   all options of a command

Exit status:
${formatExitCodes()}

Environment:
  Options are read from the environment or from a .env file in the current
  folder; the config command lists them with their values. NO_COLOR=1 turns off
  colours, DEBUG=1 shows where an error occurred.

Unofficial: not affiliated with AniList.`

/**
 * Runs the program and returns its exit status. All errors end here, as one line each on standard error.
 *
 * @param args the arguments after the program's name
 */
export async function run(args: readonly string[]): Promise<number> {
  const name = wantedCommand(args)
  try {
    const program = await makeProgram(name)
    await program.parseAsync(args, { from: 'user' })
    // Set by commands that report problems without failing, such as `doctor`.
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, name)
    const failure = describeFailure(error)
    console.error(formatFailure(failure))
    if (process.env.DEBUG === '1') console.error(formatTrace(error))
    return exitCodeOf(failure.code)
  }
}

async function makeProgram(wanted: string | undefined): Promise<Command> {
  const program = new Command(programName)
    .description('Finds every sequel missing from an AniList anime list.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', help)
    .exitOverride()
    // `run` reports all errors itself.
    .configureOutput({ outputError: () => {} })
  for (const { name, summary, load } of commands) {
    const command = name === wanted ? await load() : new Command(name)
    program.addCommand(command.copyInheritedSettings(program).summary(summary))
  }
  return program
}

function wantedCommand(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((arg) => !arg.startsWith('-'))
  const wanted = first === 'help' ? second : first
  return commands.some(({ name }) => name === wanted) ? wanted : undefined
}

/** commander throws even after showing help or the version. */
function endOfParsing(error: CommanderError, command: string | undefined): number {
  if (error.exitCode === 0) return 0
  if (error.code !== 'commander.help') {
    const lines = error.message.replace(/^error: /, '').split('\n')
    const page = [programName, command, '--help'].filter((word) => word !== undefined).join(' ')
    console.error(`error: ${[...lines.map(asSentence), `See: ${page}`].join(' ')} (usage)`)
  }
  return exitCodeOf('usage')
}

/** commander adds its suggestion in brackets on a separate line. */
function asSentence(line: string): string {
  const text = line.replace(/^\((.*)\)$/, '$1')
  return /[.?!]$/.test(text) ? text : `${text}.`
}
