import { isLoopback } from './networks.ts'
import type { ConfigSources } from './sources.ts'

/** Environment variables and flags of Node that would weaken the program's security, for production. */
export function nodeProblems({ env, nodeFlags = [] }: ConfigSources): readonly string[] {
  const fromOptions = (env.NODE_OPTIONS ?? '').replace(/["\\]/g, '').split(/\s+/)
  return [
    ...weakeningVariables
      .filter(({ name, isWeak }) => isWeak.test(env[name] ?? ''))
      .map(({ name, why }) => `${name} ${why}`),
    ...flagProblems('NODE_OPTIONS', fromOptions),
    ...flagProblems('The Node command line', nodeFlags),
  ]
}

const weakeningVariables = [
  {
    name: 'NODE_TLS_REJECT_UNAUTHORIZED',
    isWeak: /^0$/,
    why: 'lets anyone impersonate AniList, the database and Redis. Remove it; to trust your own authority, use NODE_EXTRA_CA_CERTS.',
  },
  { name: 'SSLKEYLOGFILE', isWeak: /./, why: 'logs the keys of encrypted connections. Remove it.' },
  { name: 'NODE_DEBUG', isWeak: /./, why: 'prints everything that is sent and received. Remove it.' },
  { name: 'NODE_DEBUG_NATIVE', isWeak: /./, why: 'prints everything that is sent and received. Remove it.' },
  {
    name: 'DEBUG',
    isWeak: /ioredis|\*/,
    why: 'prints everything that is sent to Redis, including passwords. Remove it.',
  },
]

/** Node also accepts `--tls_keylog` for `--tls-keylog`. */
function flagProblems(place: string, flags: readonly string[]): string[] {
  return flags.flatMap((flag, index) => {
    const [written = '', value] = flag.split(/=(.*)/)
    const name = written.replaceAll('_', '-')
    if (weakeningFlags.test(name))
      return [`${place} contains ${name}, which disables protections. Remove it.`]
    if (inspectorFlags.test(name) && !isInspectedHere(value ?? valueAfter(flags[index + 1])))
      return [`${place} contains ${name} with an address through which others could run code. Use 127.0.0.1.`]
    return []
  })
}

const weakeningFlags =
  /^--(tls-(?!min-v1\.[23]$|max-v1\.3$)|trace-tls|insecure-http-parser|security-revert|openssl-legacy-provider)/
const inspectorFlags = /^--(inspect(-brk|-brk-node|-wait|-port)?|debug-port)$/

/** A flag's value may be the next argument. */
function valueAfter(next = ''): string {
  return next.startsWith('-') ? '' : next
}

/** `HOST:PORT`, `HOST` or `PORT`; the default host is 127.0.0.1. */
function isInspectedHere(address: string): boolean {
  const host = address.replace(/(^|:)\d+$/, '')
  return host === '' || isLoopback(host)
}
