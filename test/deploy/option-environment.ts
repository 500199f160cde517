import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { readConfig } from '../../src/config/config.ts'
import { options } from '../../src/config/options.ts'
import { productionProblems } from '../../src/config/production.ts'

/** Creates the secrets of an instance as an operator would, and returns the folder. */
export function makeSecrets(folder: string): string {
  const secrets = join(folder, 'secrets')
  execFileSync('sh', ['deploy/make-secrets.sh', secrets], {
    input: 'the-client-secret-of-anilist\n',
    stdio: 'pipe',
  })
  return secrets
}

/** The variables that are not options of the program. */
export function unknownOptions(names: readonly string[]): string[] {
  const known = new Set(Object.values(options).map(({ name }) => name as string))
  return names.filter((name) => !known.has(name.replace(/_FILE$/, '')))
}

/** What stops an instance with this environment, and no other configuration, from starting in production. */
export function obstaclesToProduction(
  env: Readonly<Record<string, string>>,
  folder: string,
): readonly string[] {
  const { config, problems } = readConfig({ env, folder })
  return [...problems, ...(problems.length === 0 ? productionProblems(config, { env, folder }) : [])]
}
