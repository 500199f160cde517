import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makeSecrets, obstaclesToProduction, unknownOptions } from './option-environment.ts'

interface ComposeService {
  readonly image: string
  readonly user?: string
  readonly read_only: boolean
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
  readonly privileged?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly networks?: unknown
  readonly network_mode?: string
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test: readonly string[] }
}

const compose = parse(readFileSync('deploy/docker-compose.yml', 'utf8'), { merge: true })
const services: Readonly<Record<string, ComposeService>> = compose.services
const { app, proxy, database } = services as Readonly<Record<'app' | 'proxy' | 'database', ComposeService>>
const dockerfile = readFileSync('deploy/Dockerfile', 'utf8')

describe('the containers', () => {
  test('the application sets options of the program only', () => {
    expect(unknownOptions(Object.keys(app.environment ?? {}))).toEqual([])
  })

  test('with the secrets from deploy/make-secrets.sh, production starts', () => {
    const folder = temporaryFolder()
    const secrets = makeSecrets(folder)
    const env = Object.fromEntries(
      Object.entries(app.environment ?? {}).map(([name, value]) => [name, asInContainer(value, secrets)]),
    )
    expect(obstaclesToProduction(env, folder)).toEqual([])
  })

  test('every secret is a file that deploy/make-secrets.sh creates', () => {
    const made = readdirSync(makeSecrets(temporaryFolder())).map((file) => `./secrets/${file}`)
    const wanted = Object.values(services).flatMap(({ secrets = [] }) => secrets)
    expect(Object.keys(compose.secrets).sort()).toEqual([...new Set(wanted)].sort())
    for (const name of wanted) expect(made).toContain(compose.secrets[name].file)
  })

  test.each(Object.entries(services))('%s has no rights that it does not need', (name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    expect(service.privileged).toBeUndefined()
    expect(service.volumes?.join() ?? '').not.toContain('docker.sock')
    if (name !== 'proxy') expect(service.user).toMatch(/^(node|postgres|redis)$/)
  })

  test('no secret is in an environment variable', () => {
    const values = Object.values(services).flatMap(({ environment = {} }) => Object.entries(environment))
    for (const [name, value] of values)
      if (/SECRET|PASSWORD|KEY|_URL_FILE|TOKEN/.test(name)) expect(value).toMatch(/^\/run\/secrets\//)
  })

  test('only the proxy is reachable from outside, and only the proxy is trusted', () => {
    const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined)
    expect(open.map(([name]) => name)).toEqual(['proxy'])
    const { ipv4_address } = (proxy.networks as { front: { ipv4_address: string } }).front
    expect(app.environment?.TRUSTED_PROXIES).toBe(ipv4_address)
  })

  test("IPv6 visitors reach the proxy with their own address, and the application trusts the proxy's address", () => {
    const { enable_ipv6, ipam } = compose.networks.front
    expect(enable_ipv6).toBe(true)
    const [ipv4, ipv6, ...others]: string[] = ipam.config.map(({ subnet }: { subnet: string }) => subnet)
    expect(ipv4).toBe(app.environment?.TRUSTED_PROXIES?.replace(/\.\d+$/, '.0/24'))
    // From the range for private networks (RFC 4193).
    expect(ipv6).toMatch(/^fd[0-9a-f]{2}(:[0-9a-f]{1,4}){2}::\/64$/)
    expect(others).toEqual([])
    expect(proxy.ports).toEqual(['80:80', '443:443'])
    expect(app.environment?.HOST).toBe('0.0.0.0')
  })

  test('the database is not on any network', () => {
    expect(database.network_mode).toBe('none')
    expect(database.networks).toBeUndefined()
    expect(compose.networks.back.internal).toBe(true)
  })

  test('each container waits until its dependencies are healthy, and the application is healthy when it is ready', () => {
    expect(app.depends_on).toEqual({
      database: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    })
    expect(proxy.depends_on).toEqual({ app: { condition: 'service_healthy' } })
    expect(app.healthcheck?.test.join(' ')).toContain('/readyz')
    expect(database.healthcheck?.test.join(' ')).toContain('pg_isready')
  })
})

describe('policy: automated dependency scanning: pinned images', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
  const images = Object.entries(services).flatMap(([name, { image }]) => (name === 'app' ? bases : [image]))

  test.each(images)('%s is pinned to a version and a digest', (image) => {
    expect(image).toMatch(/^[\w/]+:v?\d+\.\d+\.?[\w-]*@sha256:[0-9a-f]{64}$/)
  })

  test('the program runs on the image it was built on, and no other image is used', () => {
    expect(new Set(bases).size).toBe(1)
    expect(dockerfile).not.toMatch(/^# *syntax *=/m)
    const sources = [...dockerfile.matchAll(/--from=(\S+)/g)].map(([, source]) => source)
    expect(sources).toEqual(['build'])
  })
})

describe('the image', () => {
  test('runs as a user without rights, by its last USER statement', () => {
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].at(-1)?.[1]).toBe('node')
  })

  test('is healthy when the application is ready', () => {
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n.*\/readyz/m)
  })

  test('contains what the lock file says, and runs no install scripts of dependencies', () => {
    const installs = [...dockerfile.matchAll(/npm (?:ci|i|install)\b[^&\n]*/g)].map(([command]) =>
      command.trim(),
    )
    expect(installs).toEqual(['npm ci --ignore-scripts', 'npm ci --omit=dev --ignore-scripts'])
  })

  test('gets only the files it is built from', () => {
    const [first, ...others] = readFileSync('deploy/Dockerfile.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(first).toBe('*')
    const taken = others.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
    expect(taken).not.toContain('.git')
    for (const path of taken) expect(() => statSync(path)).not.toThrow()
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    )
    for (const path of copied.filter((each) => each !== '.')) expect(taken).toContain(path)
  })
})

describe('deploy/make-secrets.sh', () => {
  test('restricts its folder to its owner', () => {
    expect(statSync(makeSecrets(temporaryFolder())).mode & 0o777).toBe(0o700)
  })

  test('does not change existing files', () => {
    const folder = temporaryFolder()
    const before = readAll(makeSecrets(folder))
    expect(readAll(makeSecrets(folder))).toEqual(before)
    expect(new Set(Object.values(before)).size).toBe(Object.keys(before).length)
  })

  test('warns about a missing client secret', () => {
    const run = () =>
      execFileSync('sh', ['deploy/make-secrets.sh', temporaryFolder()], { input: '', stdio: 'pipe' })
    expect(run).toThrow(/No client secret given/)
  })
})

/** The value of a variable as the container sees it, with the files of this machine. */
function asInContainer(value: string, secrets: string): string {
  return value
    .replace(/\$\{(\w+):\?[^}]*\}/g, (_all, name) => (name === 'DOMAIN' ? 'sequels.example.net' : '12345'))
    .replace(/^\/run\/secrets\/(.+)$/, (_all, name) => join(secrets, `${name}.secret`))
}

function readAll(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  )
}
