// The direction of imports: core ← anilist | store ← accounts | limits | lists | scan | jobs ← services ← http ← cli.
// test/architecture.test.ts runs these rules, and proves that each of them finds what it forbids.

/** Tests may look at anything. */
const tests = '\\.test\\.ts$'

/** Everything that has a place in the order; a new folder of src/ gets one here when it has to import one of these. */
const placed = '^src/((core|anilist|store|accounts|limits|lists|scan|jobs|http|cli|sandbox)/|services\\.ts$)'

const rule = (name, from, to) => ({
  name,
  severity: 'error',
  from: { ...from, pathNot: [tests, from.pathNot ?? []].flat() },
  to,
})

export default {
  forbidden: [
    rule('core imports only core', { path: '^src/core/' }, { pathNot: '^src/core/' }),
    rule(
      'anilist and store import left',
      { path: '^src/(anilist|store)/' },
      { path: '^src/((accounts|limits|lists|scan|jobs|http|cli)/|services\\.ts$)' },
    ),
    rule(
      'anilist and store stand apart',
      { path: '^src/(anilist|store)/' },
      { path: '^src/(anilist|store)/', pathNot: '^src/$1/' },
    ),
    rule(
      'accounts, limits, lists, scan and jobs import left',
      { path: '^src/(accounts|limits|lists|scan|jobs)/' },
      { path: '^src/((http|cli)/|services\\.ts$)' },
    ),
    rule('services import left', { path: '^src/services\\.ts$' }, { path: '^src/(http|cli)/' }),
    rule('http imports left', { path: '^src/http/' }, { path: '^src/cli/' }),
    rule(
      'sandbox imports only sandbox',
      { path: '^src/sandbox/' },
      { path: '^src/', pathNot: '^src/sandbox/' },
    ),
    rule(
      'only cli imports sandbox',
      { path: '^src/', pathNot: '^src/(sandbox|cli)/' },
      { path: '^src/sandbox/' },
    ),
    rule(
      'the rest imports core at most',
      { path: '^src/', pathNot: placed },
      { path: placed, pathNot: '^src/core/' },
    ),
    rule(
      'only store knows databases',
      { path: '^src/', pathNot: '^src/store/' },
      { path: 'node_modules/(kysely|pg|better-sqlite3[^/]*)/' },
    ),
    rule(
      'only limits and jobs know Redis',
      { path: '^src/', pathNot: '^src/(limits|jobs)/' },
      { path: 'node_modules/(ioredis|bullmq)/' },
    ),
    rule('no circle', { path: '^src/' }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  ],
  options: {
    // Types count as well: what a module knows of another is not only what it runs.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
}
