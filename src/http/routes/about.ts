import type { Config } from '../../config/config.ts'
import { version } from '../../version.ts'
import type { App } from '../instance.ts'
import { problemKinds } from '../problem-codes.ts'
import { aboutSchema } from '../schemas/account.ts'

/** `GET /api/v1/about`: what the page needs to know about this instance. */
export function addAboutRoute(
  app: App,
  config: Pick<Config, 'anilistClientId' | 'anilistApiUrl' | 'demoUsers'>,
): void {
  const about = {
    name: 'Sequel Finder for AniList',
    version,
    signIn: config.anilistClientId !== undefined,
    anilistApiUrl: config.anilistApiUrl,
    demoUsers: [...(config.demoUsers ?? [])],
  }
  app.get('/api/v1/about', {
    config: { public: true },
    schema: {
      summary: 'About this instance',
      tags: ['about'],
      response: { 200: aboutSchema },
    },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return about
    },
  })
}

/** `/` of an instance without a web page. */
export function addRootRoute(app: App): void {
  app.get('/', {
    config: { public: true },
    schema: { hide: true },
    handler: async () => ({
      name: 'Sequel Finder for AniList',
      version,
      documentation: '/docs',
      openapi: '/docs/json',
    }),
  })
}

/** `/docs/problems`: the target of every problem's `type`. */
export function addProblemsRoute(app: App): void {
  const page = describeProblems()
  app.get('/docs/problems', {
    config: { public: true },
    schema: { hide: true },
    handler: (_request, reply) => reply.type('text/html; charset=utf-8').send(page),
  })
}

function describeProblems(): string {
  const rows = Object.entries(problemKinds)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, title }]) => `<tr id="${code}"><td>${code}<td>${status}<td>${title}`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Problems · Sequel Finder for AniList</title>
<h1>Problems</h1>
<p>Every problem has a stable code and status.
<table>
<thead><tr><th>Code<th>Status<th>Meaning
<tbody>
${rows.join('\n')}
</table>
`
}
