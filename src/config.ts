import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import {
  atLeast,
  type Check,
  concealPassword,
  databaseAddress,
  listOf,
  networkAddress,
  networkRange,
  oneOf,
  webAddress,
  webOrigin,
  wholeNumber,
} from './config-checks.ts'

/**
 * Every option of the program, in the order in which people read of them. A new option is one entry here: the
 * README's table, `.env.example`, the `config` command and {@link loadConfig} follow from it.
 */
export const options = {
  appEnv: {
    name: 'APP_ENV',
    default: 'development',
    check: oneOf('development', 'production'),
    description: 'How strict to be: `development` or `production`. Production wants https in `PUBLIC_URL`.',
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description:
      'The address to listen on; `0.0.0.0` or `::` for every one of this machine, as a container needs.',
  },
  port: {
    name: 'PORT',
    default: '8000',
    check: wholeNumber(0, 65_535),
    description: 'The port to listen on; `0` takes any that is free.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    default: 'http://localhost:8000',
    check: webAddress,
    description: 'The address of this instance. AniList gets it as `Referer`, to know who asks.',
  },
  corsOrigins: {
    name: 'CORS_ORIGINS',
    default: 'http://localhost:3000,http://localhost:8000',
    check: listOf(webOrigin),
    description: 'Which other web pages may use the API: their exact origins, with commas.',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    check: listOf(networkRange),
    description:
      'Proxies whose `X-Forwarded-*` and `X-Request-Id` headers are believed: addresses or ranges such as `10.0.0.0/8`, with commas.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    check: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    description: 'How much the server logs: `debug`, `info`, `warn`, `error` or `silent`.',
  },
  metricsHost: {
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description: 'The address on which metrics are served. Never one that the internet reaches.',
  },
  metricsPort: {
    name: 'METRICS_PORT',
    check: wholeNumber(0, 65_535),
    description: 'The port for Prometheus, at `/metrics`. Without it there are no metrics.',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: 'sqlite:data/sequel-finder.db',
    check: databaseAddress,
    conceal: concealPassword,
    description: 'Where to keep the catalogue: `sqlite:PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`.',
  },
  databaseEncryptionKey: {
    name: 'DATABASE_ENCRYPTION_KEY',
    check: atLeast(32),
    conceal: () => '(not shown)',
    description: 'Encrypts the SQLite file when set, with 32 characters or more. Not used for PostgreSQL.',
  },
  anilistApiUrl: {
    name: 'ANILIST_API_URL',
    default: 'https://graphql.anilist.co',
    check: webAddress,
    description: 'Where AniList answers. Point it to the sandbox to try things out.',
  },
  anilistRequestsPerMinute: {
    name: 'ANILIST_REQUESTS_PER_MINUTE',
    default: '30',
    check: wholeNumber(1, 90),
    description: 'How many requests a minute AniList may get at first; its own headers correct it later.',
  },
  catalogueTtlHours: {
    name: 'CATALOGUE_TTL_HOURS',
    default: '24',
    check: wholeNumber(1, 720),
    description: 'How old what is known of an anime may be before it is asked for again.',
  },
  scanTimeoutSeconds: {
    name: 'SCAN_TIMEOUT_SECONDS',
    default: '300',
    check: wholeNumber(1, 3600),
    description: 'How long one scan may take. What it had fetched by then is kept for the next one.',
  },
} as const satisfies Readonly<Record<string, Option<unknown>>>

export interface Option<T> {
  /** The environment variable. The same with `_FILE` behind it names a file that holds the value. */
  readonly name: string
  /** As one would write it; an option without it stays undefined unless set. */
  readonly default?: string
  readonly check: Check<T>
  /** What may be shown of a value that is secret, wholly or in part; absent where all of it may. */
  readonly conceal?: (text: string) => string
  /** One or two sentences, in Markdown. */
  readonly description: string
}

type ValueOf<O> = O extends { readonly check: Check<infer T> }
  ? O extends { readonly default: string }
    ? T
    : T | undefined
  : never

/** The checked values by the keys of {@link options}. */
export type Config = { readonly [Key in keyof typeof options]: ValueOf<(typeof options)[Key]> }

/** One option as it stands: its text, and what set it: `environment`, `.env file`, `NAME_FILE`, `default` or nothing. */
export interface Setting {
  readonly option: Option<unknown>
  readonly text: string | undefined
  readonly source: string
}

/** Where settings come from. The environment goes before the `.env` file of the folder. */
export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Holds `.env`, and is where relative names of files begin. */
  readonly folder: string
}

/** All that is wrong with the configuration, so that one run shows all that there is to mend. It names variables and never values. */
export class ConfigError extends Error {
  readonly code = 'config-invalid'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join(' '))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the configuration, once, at start.
 *
 * @throws ConfigError naming every variable that is wrong
 * @example
 * loadConfig({ env: { CATALOGUE_TTL_HOURS: '48' }, folder: '.' }).catalogueTtlHours // 48
 */
export function loadConfig(sources: ConfigSources = processSources()): Config {
  const { config, problems } = readConfig(sources)
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/** As {@link loadConfig}, for those who show the configuration even when it is wrong; `config` holds what was right. */
export function readConfig(sources: ConfigSources = processSources()): {
  config: Config
  settings: readonly Setting[]
  problems: readonly string[]
} {
  const problems: string[] = []
  const settings: Setting[] = []
  const values: Record<string, unknown> = {}
  const layers = [
    { name: 'environment', variables: sources.env },
    { name: '.env file', variables: readDotenv(sources.folder, problems) },
  ]
  for (const [key, each] of Object.entries<Option<unknown>>(options)) {
    const setting = readSetting(each, layers, sources.folder, problems)
    settings.push(setting)
    if (setting.text === undefined) continue
    const checked = each.check(setting.text)
    if ('value' in checked) values[key] = checked.value
    else problems.push(`${each.name} ${checked.problem}`)
  }
  const config = values as Config
  if (config.appEnv === 'production' && config.publicUrl?.startsWith('http:'))
    problems.push(
      'PUBLIC_URL must begin with https:// in production. Put a proxy that speaks https before this program.',
    )
  return { config, settings, problems }
}

/** A setting's value as it may be shown to anyone. */
export function shownValue({ option, text }: Setting): string {
  if (text === undefined) return '(not set)'
  return option.conceal?.(text) ?? text
}

function processSources(): ConfigSources {
  return { env: process.env, folder: process.cwd() }
}

interface Layer {
  readonly name: string
  readonly variables: Readonly<Record<string, string | undefined>>
}

function readDotenv(folder: string, problems: string[]): Layer['variables'] {
  try {
    return parseEnv(readFileSync(join(folder, '.env'), 'utf8'))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      problems.push(`.env cannot be read (${codeOf(error)}). Check its owner and mode.`)
    return {}
  }
}

/** The first layer that sets the option, by itself or by a file, decides. Empty counts as not set, as in a compose file. */
function readSetting(
  option: Option<unknown>,
  layers: readonly Layer[],
  folder: string,
  problems: string[],
): Setting {
  for (const { name, variables } of layers) {
    const text = variables[option.name] || undefined
    const file = variables[`${option.name}_FILE`] || undefined
    if (text !== undefined && file !== undefined)
      problems.push(`${option.name} and ${option.name}_FILE are both set in the ${name}. Keep one of them.`)
    if (text !== undefined) return { option, text, source: name }
    if (file !== undefined) return readSettingFile(option, resolve(folder, file), problems)
  }
  return { option, text: option.default, source: option.default === undefined ? '' : 'default' }
}

function readSettingFile(option: Option<unknown>, file: string, problems: string[]): Setting {
  const source = `${option.name}_FILE`
  try {
    // Editors and `echo` end a file with a line break that is no part of the value.
    return { option, text: readFileSync(file, 'utf8').trimEnd(), source }
  } catch (error) {
    problems.push(
      `${source} names a file that cannot be read (${codeOf(error)}). Check its path, owner and mode.`,
    )
    return { option, text: undefined, source }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
