import { defineConfig } from 'vitest/config'

const beside = '{src,web}/**/*.test.ts'
const apart = 'test/**/*.test.ts'
/** Tests that need a real PostgreSQL. Separate, so that the others don't wait for its start. */
const onBothEngines = 'test/{accounts,lists,store}/**/*.test.ts'
/** Tests that start servers or processes, or try thousands of cases: `npm test -- --quick` omits them. */
const thorough = [
  'test/{cli,deploy,docs,http,tools}/**/*.test.ts',
  'test/scan/{exactness,hints.properties,kills,many-at-once,requests}.test.ts',
]
/** Tests of the built page, in a real browser. */
const inBrowser = 'test/e2e/**/*.test.ts'
/** Tests of how long something takes: nothing else runs beside them. */
const timed = [
  'test/cli/serve-configuration.test.ts',
  'test/http/{load-shedding,outages,rate-limit,slow-requests}.test.ts',
  'test/limits/*.test.ts',
  'test/scan/{long-lists,outages}.test.ts',
]

export default defineConfig({
  test: {
    // Tests that start processes or a database share the machine with each other.
    testTimeout: 120_000,
    reporters: ['./tools/test-reporter.ts'],
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: [beside] } },
      {
        extends: true,
        test: { name: 'parts', include: [apart], exclude: [onBothEngines, inBrowser, ...thorough, ...timed] },
      },
      { extends: true, test: { name: 'thorough', include: thorough, exclude: timed } },
      {
        extends: true,
        test: { name: 'store', include: [onBothEngines], globalSetup: './test/support/postgres.ts' },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [inBrowser],
          globalSetup: './test/e2e/build-page.ts',
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        extends: true,
        test: { name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
