import { resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { fillSections } from './documents.ts'

/** All imports in `src` and `web` of a folder, checked against the rules in `.dependency-cruiser.mjs`. */
export async function cruiseImports(folder: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(resolve(import.meta.dirname, '../.dependency-cruiser.mjs'))
  const { output } = await cruise(['src', 'web'], { ...options, baseDir: folder })
  return output as ICruiseResult
}

/** `docs/architecture.md` with the diagram of these imports. */
export function fillImportGraph(text: string, imports: ICruiseResult): string {
  return fillSections(text, { imports: () => formatImportGraph(imports) })
}

/** As Mermaid: the folders, and an arrow for each import between two of them that no other chain of arrows implies. */
function formatImportGraph({ modules }: ICruiseResult): string {
  const imports = new Map<string, Set<string>>()
  for (const { source, dependencies } of modules) {
    const from = boxOf(source)
    if (!from || /\.test\.tsx?$/.test(source)) continue
    const targets = imports.get(from) ?? new Set()
    imports.set(from, targets)
    for (const { resolved } of dependencies) {
      const to = boxOf(resolved)
      if (to && to !== from) targets.add(to)
    }
  }
  const boxes = [...imports.keys()].sort()
  const arrows = boxes.flatMap((from) => {
    const direct = [...(imports.get(from) ?? [])].sort()
    const isImplied = (to: string) => direct.some((via) => via !== to && leadsTo(imports, via, to))
    return direct.filter((to) => !isImplied(to)).map((to) => `  ${idOf(from)} --> ${idOf(to)}`)
  })
  const named = boxes.map((box) => `  ${idOf(box)}[${box}]`)
  return ['', '```mermaid', 'flowchart TD', ...named, ...arrows, '```', '', ''].join('\n')
}

/** `src/core`, `web/ui`, `src/services`; undefined for the few files that everything may import. */
function boxOf(file: string): string | undefined {
  if (file === 'src/services.ts') return 'src/services'
  if (/^web\/[^/]+\.tsx?$/.test(file)) return 'web/app'
  return /^(?:src|web)\/(?!public\/)[\w-]+(?=\/)/.exec(file)?.[0]
}

function idOf(box: string): string {
  return box.replaceAll(/\W/g, '_')
}

function leadsTo(
  imports: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(from)) return false
  seen.add(from)
  return [...(imports.get(from) ?? [])].some((next) => next === to || leadsTo(imports, next, to, seen))
}
