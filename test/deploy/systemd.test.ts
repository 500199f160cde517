import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/failure.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makeSecrets, obstaclesToProduction, unknownOptions } from './option-environment.ts'

const unit = [...readFileSync('deploy/systemd/sequel-finder.service', 'utf8').matchAll(/^(\w+)=(.*)$/gm)].map(
  ([, name = '', value = '']) => ({ name, value }),
)
const valuesOf = (wanted: string) => unit.flatMap(({ name, value }) => (name === wanted ? [value] : []))
const environment = Object.fromEntries(
  valuesOf('Environment').map((assignment) => {
    const [name = '', ...value] = assignment.split('=')
    return [name, value.join('=')]
  }),
)

describe('the systemd unit', () => {
  test('sets options of the program only', () => {
    expect(unknownOptions(Object.keys(environment))).toEqual([])
  })

  test('with the secrets from deploy/make-secrets.sh, production starts', () => {
    const folder = temporaryFolder()
    const secrets = makeSecrets(folder)
    const credentials = new Map(
      valuesOf('LoadCredential').map((credential) => {
        const [name = '', file = ''] = credential.split(':')
        return [`%d/${name}`, file.replace('/etc/sequel-finder/secrets', secrets)]
      }),
    )
    const env = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, credentials.get(value) ?? value]),
    )
    // What the option file should contain.
    const options = { PUBLIC_URL: 'https://sequels.example.net', ANILIST_CLIENT_ID: '12345' }
    expect(obstaclesToProduction({ ...env, ...options }, join(folder))).toEqual([])
  })

  test('does not restart after a configuration error', () => {
    expect(valuesOf('RestartPreventExitStatus')).toEqual([String(exitCodeOf('config-invalid'))])
  })

  test.each([
    ['DynamicUser', 'yes'],
    ['NoNewPrivileges', 'yes'],
    ['CapabilityBoundingSet', ''],
    ['ProtectSystem', 'strict'],
    ['ProtectHome', 'yes'],
    ['StateDirectoryMode', '0700'],
  ])('%s=%s', (name, value) => {
    expect(valuesOf(name)).toEqual([value])
  })
})
