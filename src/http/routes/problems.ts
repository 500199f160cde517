import type { App } from '../instance.ts'
import { problemKinds } from '../problem-codes.ts'

/** `/docs/problems`: what the `type` of every problem points to. */
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
<p>The code of a problem is stable, and so is its status.
<table>
<thead><tr><th>Code<th>Status<th>Meaning
<tbody>
${rows.join('\n')}
</table>
`
}
