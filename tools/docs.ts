// Usage: node tools/docs.ts
//
// Updates what documents take from the program, for `npm run docs`: `.env.example`, `docs/openapi.json`, and the sections of
// the README and of docs/architecture.md between `<!-- begin NAME -->` and `<!-- end NAME -->`. A test fails if this would
// change something.
import { readFileSync, writeFileSync } from 'node:fs'
import { fillSections, formatEnvExample } from './documents.ts'
import { cruiseImports, fillImportGraph } from './import-graph.ts'
import { formatOpenApi } from './openapi.ts'

writeFileSync('.env.example', formatEnvExample())
writeFileSync('README.md', fillSections(readFileSync('README.md', 'utf8')))
writeFileSync('docs/openapi.json', await formatOpenApi())
writeFileSync(
  'docs/architecture.md',
  fillImportGraph(readFileSync('docs/architecture.md', 'utf8'), await cruiseImports('.')),
)
console.log(
  'wrote .env.example, docs/openapi.json, the tables in README.md and the diagram in docs/architecture.md',
)
