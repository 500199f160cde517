import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatOpenApi } from '../../tools/openapi.ts'
import { shareService } from './service.ts'

const service = shareService()

describe('the OpenAPI document', () => {
  test('matches docs/openapi.json, which `npm run docs` updates', async () => {
    expect(readFileSync('docs/openapi.json', 'utf8')).toBe(await formatOpenApi())
  })

  test('is served at /docs/json', async () => {
    const { app } = service()
    expect((await app.inject('/docs/json')).json()).toEqual(
      JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
    )
  })

  test('describes every operation, with a summary, a tag and problems', () => {
    const operations = operationsOf(JSON.parse(readFileSync('docs/openapi.json', 'utf8')))
    expect(operations.length).toBeGreaterThan(3)
    for (const { where, operation } of operations) {
      expect(operation, where).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] })
      expect(Object.keys(operation.responses), where).toEqual(expect.arrayContaining(['4XX', '5XX']))
      expect(operation.responses['4XX'], where).toHaveProperty(['content', 'application/problem+json'])
    }
  })

  test('names no secret option and no address of this machine', () => {
    expect(readFileSync('docs/openapi.json', 'utf8')).not.toMatch(/SECRET|_KEY|127\.0\.0\.1|sqlite:/)
  })
})

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>
}

function operationsOf(document: { paths: Record<string, Record<string, Operation>> }) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ where: `${method} ${path}`, operation })),
  )
}

test('the documentation page loads nothing from elsewhere', async () => {
  const { app } = service()
  const { body } = await app.inject('/docs')
  const parts = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => String(part))
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts) {
    const reply = await app.inject(new URL(part, 'http://localhost/docs').pathname)
    expect([part, reply.statusCode]).toEqual([part, 200])
  }
})
