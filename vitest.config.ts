import { defineConfig } from 'vitest/config'

const beside = '{src,web}/**/*.test.ts'
const apart = 'test/**/*.test.ts'
/** Tests that need a real PostgreSQL. Separate, so that others do not wait for its start. */
const onBothEngines = 'test/{accounts,lists,store}/**/*.test.ts'
/** Tests of the built page, in a real browser. */
const inBrowser = 'test/e2e/**/*.test.ts'

export default defineConfig({
  test: {
    // Tests that start processes or a database share the machine with each other.
    testTimeout: 60_000,
    reporters: ['./tools/test-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: [beside] } },
      { extends: true, test: { name: 'parts', include: [apart], exclude: [onBothEngines, inBrowser] } },
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
          // A browser is slow when other tests keep the machine busy.
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
