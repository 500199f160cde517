import type { Plugin, Rolldown } from 'vite'

const page = /web[\\/]app[\\/]results-page\.tsx$/

/**
 * Writes `results.html` next to `index.html`: the same document for the addresses of lists, with the code for results
 * preloaded. Otherwise a browser finds out about it only after the shared code has loaded and started.
 */
export function resultsDocument(): Plugin {
  return {
    name: 'results-document',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const document = bundle['index.html']
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const results = chunks.find(({ facadeModuleId }) => facadeModuleId && page.test(facadeModuleId))
        if (document?.type !== 'asset' || !results)
          this.error('There is no document, or no code for results.')
        const html = String(document.source)
        const files = withImports(results, bundle).filter((file) => !html.includes(file))
        const links = files.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">\n    `)
        const source = html.replace('<link rel="stylesheet"', `${links.join('')}<link rel="stylesheet"`)
        this.emitFile({ type: 'asset', fileName: 'results.html', source })
      },
    },
  }
}

/** The files of a chunk and of everything it imports. */
function withImports(
  chunk: Rolldown.OutputChunk,
  bundle: Readonly<Record<string, { readonly type: string }>>,
  known = new Set<string>(),
): string[] {
  if (known.has(chunk.fileName)) return []
  known.add(chunk.fileName)
  const imported = chunk.imports.flatMap((name) => {
    const file = bundle[name]
    return file?.type === 'chunk' ? withImports(file as Rolldown.OutputChunk, bundle, known) : []
  })
  return [chunk.fileName, ...imported]
}
