import { describe, expect } from 'vitest'
import { engines, testOn } from './databases.ts'

describe.each(engines)('a store on %s', (engine) => {
  const test = testOn(engine)
  test('opens', async ({ store }) => {
    expect(await store.db.selectFrom('migration').select('name').execute()).toEqual([
      { name: '0001-catalogue' },
    ])
  })
})
