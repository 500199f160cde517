// Usage: node tools/sequel-pairs.ts FILE
//
// Updates src/core/sequel-pairs.ts from FILE, an anime-relations.txt of https://github.com/erengy/anime-relations.
import { readFileSync, writeFileSync } from 'node:fs'
import { formatSequelPairs, parseSequelPairs, shippedPairs } from './anime-relations.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('Name the file to read: node tools/sequel-pairs.ts FILE')
  process.exit(2)
}
const text = readFileSync(file, 'utf8')
if (parseSequelPairs(text).length === 0) {
  console.error(`${file} has no rules of the form that anime-relations.txt has. Nothing was written.`)
  process.exit(1)
}
const pairs = shippedPairs(text)
const target = new URL('../src/core/sequel-pairs.ts', import.meta.url)
writeFileSync(target, formatSequelPairs(pairs))
console.log(`wrote ${pairs.length} pairs to src/core/sequel-pairs.ts`)
