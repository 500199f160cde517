import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { relationsOperation } from '../../src/anilist/relation-pages.ts'
import type { Recording } from '../../src/cli/anilist-recording.ts'
import { judge } from '../../src/cli/anilist-survey.ts'

const folder = 'test/recordings'
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

test('there are recordings', () => {
  expect(files.length).toBeGreaterThanOrEqual(3)
})

describe.each(files)('the recording %s', (file) => {
  const { findings, ...survey } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording

  test('still gives the recorded findings', () => {
    expect(judge(survey)).toEqual(findings)
  })

  test.each(
    survey.exchanges.filter(({ variables, reply }) => variables && reply?.body && !reply.body.errors),
  )('contains $name as the client reads relations', ({ variables = {}, reply }) => {
    const { schema } = relationsOperation(Object.values(variables), 2)
    expect(schema.safeParse(reply?.body?.data)).toMatchObject({ success: true })
  })
})
