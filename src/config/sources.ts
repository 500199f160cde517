import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { Option } from './options.ts'

/** The sources of settings. The environment takes precedence over `.env`, and that over a secrets manager. */
export interface ConfigSources {
  readonly env: Variables
  /** The folder of `.env`, to which file names are relative. */
  readonly folder: string
  /** The flags of the Node command line. */
  readonly nodeFlags?: readonly string[]
  /** The contents of the secrets manager, once loaded. */
  readonly managed?: Layer
}

export type Variables = Readonly<Record<string, string | undefined>>

export interface Layer {
  /** Shown by `config` as the source of a setting. */
  readonly name: string
  readonly variables: Variables
}

/** An option's text and its source: `environment`, `.env file`, `NAME_FILE`, a secrets manager or `default`. */
export interface Setting {
  readonly option: Option<unknown>
  readonly text: string | undefined
  readonly source: string
}

export function processSources(): ConfigSources {
  return { env: process.env, folder: process.cwd(), nodeFlags: process.execArgv }
}

/** The layers in order of precedence. Unreadable ones are added to the problems. */
export function layersOf({ env, folder, managed }: ConfigSources, problems: string[]): readonly Layer[] {
  const layers = [
    { name: 'environment', variables: env },
    { name: '.env file', variables: readDotenv(folder, problems) },
  ]
  return managed ? [...layers, managed] : layers
}

function readDotenv(folder: string, problems: string[]): Variables {
  try {
    return parseEnv(readFileSync(join(folder, '.env'), 'utf8'))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      problems.push(`.env can't be read (${codeOf(error)}). Check its owner and mode.`)
    return {}
  }
}

/**
 * Reads an option from the first layer that sets it, directly or by a file. Empty counts as not set, as in a compose
 * file.
 *
 * @param preset the value if no layer sets it
 */
export function readSetting(
  option: Option<unknown>,
  layers: readonly Layer[],
  { folder, preset }: { readonly folder: string; readonly preset: string | undefined },
  problems: string[],
): Setting {
  for (const { name, variables } of layers) {
    const text = variables[option.name] || undefined
    const file = variables[`${option.name}_FILE`] || undefined
    if (text !== undefined && file !== undefined)
      problems.push(`${option.name} and ${option.name}_FILE are both set in the ${name}. Remove one of them.`)
    if (text !== undefined) return { option, text, source: name }
    if (file !== undefined) return readSettingFile(option, resolve(folder, file), problems)
  }
  return { option, text: preset, source: preset === undefined ? '' : 'default' }
}

function readSettingFile(option: Option<unknown>, file: string, problems: string[]): Setting {
  const source = `${option.name}_FILE`
  try {
    // Editors and `echo` add a line break at the end.
    return { option, text: readFileSync(file, 'utf8').trimEnd(), source }
  } catch (error) {
    problems.push(
      `${source} names a file that can't be read (${codeOf(error)}). Check its path, owner and mode.`,
    )
    return { option, text: undefined, source }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
