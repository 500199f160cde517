/** What npm records about an installation, by the path of each package: `node_modules/a/node_modules/b`. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>
}

export interface LockEntry {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  /** Whether an installation without development packages omits it. */
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package that people run. */
export interface ShippedPackage {
  /** Its path in the lock file. */
  readonly path: string
  readonly name: string
  readonly version: string
  /** As an SPDX expression. */
  readonly licence?: string
  readonly runsIn: readonly ('server' | 'browser')[]
}

/**
 * The packages of the lock file that people run. npm's own list, from `npm sbom --omit=dev`, differs: it omits packages that a
 * development package needs as well, and does not know what a build includes in the page.
 *
 * @param inPage paths of the packages that run in the browser
 */
export function shippedPackages(lock: Lock, inPage: ReadonlySet<string>): readonly ShippedPackage[] {
  const unknown = [...inPage].filter((path) => !(path in lock.packages))
  if (unknown.length > 0) throw new Error(`Not in the lock file: ${unknown.join(', ')}`)
  return Object.entries(lock.packages).flatMap(([path, { version = '', license, dev }]) => {
    const runsIn = [...(dev ? [] : ['server' as const]), ...(inPage.has(path) ? ['browser' as const] : [])]
    if (path === '' || runsIn.length === 0) return []
    return { path, name: nameOf(path), version, ...(license && { licence: license }), runsIn }
  })
}

/**
 * The bill of materials of what people run (https://cyclonedx.org/docs/1.5/json/). The same packages give the same document.
 *
 * @param product the package itself
 */
export function billOfMaterials(
  product: { readonly name: string; readonly version: string; readonly license: string },
  lock: Lock,
  shipped: readonly ShippedPackage[],
) {
  const places = new Set(shipped.map(({ path }) => path))
  const needs = (path: string) => ({
    ref: path || product.name,
    dependsOn: namesNeeded(lock.packages[path])
      .map((name) => resolve(lock, path, name))
      .filter((place) => place !== undefined && places.has(place)),
  })
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': product.name,
        ...identity(product.name, product.version, product.license),
      },
    },
    components: shipped.map(({ path, name, version, licence, runsIn }) => ({
      type: 'library',
      'bom-ref': path,
      ...identity(name, version, licence),
      hashes: hashesOf(lock.packages[path]),
      properties: runsIn.map((value) => ({ name: 'runs-in', value })),
    })),
    dependencies: ['', ...places].map(needs),
  }
}

function identity(name: string, version: string, licence: string | undefined) {
  const isOne = licence !== undefined && !/[ (]/.test(licence)
  return {
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: licence === undefined ? [] : [isOne ? { license: { id: licence } } : { expression: licence }],
  }
}

function hashesOf(entry: LockEntry | undefined) {
  const [algorithm, hash] = entry?.integrity?.split('-') ?? []
  if (algorithm !== 'sha512' || hash === undefined) return []
  return [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }]
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** Only the root has development packages, and the page is made of some. */
function namesNeeded(entry: LockEntry = {}): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = entry
  const needed = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies }
  return Object.keys(needed)
}

/** Where Node would find `name` from the package at `path`: in its own folder or in a parent folder. */
function resolve(lock: Lock, path: string, name: string): string | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const place = `${at ? `${at}/` : ''}node_modules/${name}`
    if (place in lock.packages) return place
    if (at === '') return undefined
  }
}
