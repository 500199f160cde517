// The direction of imports: core ← anilist | store ← redis | accounts | limits | lists | scan | jobs ← services ← http ← cli,
// and in the page: data ← ui ← titles ← list ← results | franchise | details | account ← app. test/architecture.test.ts runs
// these rules, and checks that each of them finds what it forbids.

/** Tests may import anything. */
const tests = '\\.test\\.ts$'

/** Every folder with a place in the order. Add a new folder of src/ when it has to import one of these. */
const placed =
  '^src/((core|anilist|store|redis|accounts|limits|lists|scan|jobs|http|cli|sandbox)/|services\\.ts$)'

const floors = '^web/(data|ui|titles|list|results|franchise|details|account|app|service-worker)/'

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
      { path: '^src/((redis|accounts|limits|lists|scan|jobs|http|cli)/|services\\.ts$)' },
    ),
    rule(
      'anilist and store do not import each other',
      { path: '^src/(anilist|store)/' },
      { path: '^src/(anilist|store)/', pathNot: '^src/$1/' },
    ),
    rule(
      'redis, accounts, limits, lists, scan and jobs import left',
      { path: '^src/(redis|accounts|limits|lists|scan|jobs)/' },
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
      'other folders import only core',
      { path: '^src/', pathNot: placed },
      { path: placed, pathNot: '^src/core/' },
    ),
    rule(
      'only store imports database drivers',
      { path: '^src/', pathNot: '^src/store/' },
      { path: 'node_modules/(kysely|pg|better-sqlite3[^/]*)/' },
    ),
    rule(
      'only redis and jobs import Redis clients',
      { path: '^src/', pathNot: '^src/(redis|jobs)/' },
      { path: 'node_modules/(ioredis|bullmq)/' },
    ),
    rule('data imports left', { path: '^web/data/' }, { path: '^web/', pathNot: '^web/data/' }),
    rule('data has no components', { path: '^web/data/.*\\.tsx$' }, {}),
    rule('ui imports left', { path: '^web/ui/' }, { path: '^web/', pathNot: '^web/(data|ui)/' }),
    rule(
      'titles import left',
      { path: '^web/titles/' },
      { path: '^web/', pathNot: '^web/(data|ui|titles)/' },
    ),
    rule(
      'list imports left',
      { path: '^web/list/' },
      { path: '^web/', pathNot: '^web/(data|ui|titles|list)/' },
    ),
    rule(
      'results, franchise, details and account import left',
      { path: '^web/(results|franchise|details|account)/' },
      { path: '^web/', pathNot: '^web/(data|ui|titles|list|$1)/' },
    ),
    rule(
      'the service worker imports nothing else of the page',
      { path: '^web/service-worker/' },
      { path: '^web/', pathNot: '^web/service-worker/' },
    ),
    rule(
      'app imports everything except the service worker',
      { path: '^web/app/' },
      { path: '^web/', pathNot: '^web/(data|ui|titles|list|results|franchise|details|account|app)/' },
    ),
    rule('the page has no other folders', { path: '^web/', pathNot: floors }, {}),
    rule(
      'the page imports only portable parts of the server',
      { path: '^web/' },
      { path: '^src/', pathNot: '^src/(core|anilist|scan|http/schemas|http/problem-codes)' },
    ),
    rule(
      'the page imports only types of http',
      { path: '^web/' },
      { path: '^src/http/', dependencyTypesNot: ['type-only'] },
    ),
    rule('the server does not import the page', { path: '^src/' }, { path: '^web/' }),
    rule(
      'no cycles',
      { path: '^(src|web)/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    // Types count as well: they are knowledge about another module, too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
}
