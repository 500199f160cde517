import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../test/support/free-port.ts'

/** The host name in `deploy/nginx`, which operators replace with their own. */
export const exampleHost = 'sequel-finder.example.org'

/**
 * A connection from here counts as one from the address in its header `Played-Address`, since no machine has visitors from
 * everywhere.
 */
export const actor = '127.0.0.9'

export interface RunningNginx {
  readonly httpPort: number
  readonly httpsPort: number
  /** The self-signed certificate. */
  readonly certificate: string
  stop(): Promise<void>
}

/**
 * Runs a real nginx with `deploy/nginx/sequel-finder.conf`, changing only ports, paths and the certificate, which is created
 * here.
 *
 * @param folder where it may write; its contents are not needed afterwards
 * @param appPort where the application listens on 127.0.0.1
 * @throws an error that says what to install if there is no nginx
 */
export async function startNginx(folder: string, appPort: number): Promise<RunningNginx> {
  const [httpPort, httpsPort] = await Promise.all([freePort(), freePort()])
  makeCertificate(folder)
  const site = adaptSite(readFileSync('deploy/nginx/sequel-finder.conf', 'utf8'), {
    folder,
    appPort,
    httpPort,
    httpsPort,
  })
  writeFileSync(join(folder, 'site.conf'), site)
  writeFileSync(join(folder, 'nginx.conf'), wrapSite(folder))
  mkdirSync(join(folder, 'html/.well-known/acme-challenge'), { recursive: true })
  writeFileSync(join(folder, 'html/.well-known/acme-challenge/token'), 'challenge')

  const nginx = spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', 'nginx.conf'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilListening(nginx, httpsPort)
  return {
    httpPort,
    httpsPort,
    certificate: readFileSync(join(folder, 'fullchain.pem'), 'utf8'),
    async stop() {
      if (nginx.exitCode !== null) return
      const exit = once(nginx, 'exit')
      nginx.kill('SIGTERM')
      await exit
    },
  }
}

function makeCertificate(folder: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const names = ['-subj', `/CN=${exampleHost}`, '-addext', `subjectAltName=DNS:${exampleHost},DNS:localhost`]
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  execFileSync('openssl', ['req', '-x509', '-days', '90', ...key, ...names, ...files], { stdio: 'pipe' })
}

interface Adaptation {
  readonly folder: string
  readonly appPort: number
  readonly httpPort: number
  readonly httpsPort: number
}

/** Every replacement has to find its line: a changed configuration must not be tested without the replacement. */
function adaptSite(site: string, { folder, appPort, httpPort, httpsPort }: Adaptation): string {
  const replacements: readonly (readonly [line: string, replacement: string])[] = [
    ['    server 127.0.0.1:8000;', `    server 127.0.0.1:${appPort};`],
    ['    listen 80;', `    listen 127.0.0.1:${httpPort};`],
    ['    listen [::]:80;', ''],
    ['    listen 443 ssl http2;', `    listen 127.0.0.1:${httpsPort} ssl http2;`],
    ['    listen [::]:443 ssl http2;', ''],
    [`/etc/letsencrypt/live/${exampleHost}/fullchain.pem`, join(folder, 'fullchain.pem')],
    [`/etc/letsencrypt/live/${exampleHost}/privkey.pem`, join(folder, 'privkey.pem')],
    ['root /var/www/html;', `root ${join(folder, 'html')};`],
    ['/var/log/nginx/sequel-finder.error.log', join(folder, 'site.error.log')],
  ]
  return replacements.reduce((text, [line, replacement]) => {
    if (!text.includes(line)) throw new Error(`deploy/nginx/sequel-finder.conf has no line "${line.trim()}"`)
    return text.replace(line, replacement)
  }, site)
}

function wrapSite(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  // Workers give up root privileges, if they have them, and could not even access the folder otherwise.
  const user = process.getuid?.() === 0 ? 'user root;\n' : ''
  return `${user}daemon off;
pid ${join(folder, 'nginx.pid')};
worker_processes 1;
events { worker_connections 768; }
http {
${temporary.map((name) => `  ${name}_temp_path ${join(folder, name)};`).join('\n')}
  set_real_ip_from ${actor};
  real_ip_header Played-Address;
  include ${join(folder, 'site.conf')};
}
`
}

/** Its output so far explains why it does not listen. */
async function untilListening(nginx: ChildProcess, port: number): Promise<void> {
  let said = ''
  let missing = false
  nginx.stderr?.on('data', (chunk) => {
    said += chunk
  })
  nginx.once('error', () => {
    missing = true
  })
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await accepts(port)) return
    if (missing) throw new Error('nginx is not installed; install it with: apt-get install nginx')
    if (nginx.exitCode !== null) break
    await sleep(50)
  }
  nginx.kill('SIGKILL')
  throw new Error(`nginx did not start:\n${said}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
