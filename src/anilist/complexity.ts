/** AniList refuses a request whose complexity is above this with HTTP 400 and no data. */
export const maxComplexity = 500

/**
 * The complexity of a document as AniList counts it: one for every selected field, objects and leaves alike;
 * lists are not multiplied, aliased fields count each time. Our documents hold no fragments or directives, so
 * that what is written is what counts.
 *
 * @example
 * complexity('query Q($id: Int) { Media(id: $id) { id title { romaji } } }') // 4
 */
export function complexity(document: string): number {
  const withoutArguments = document.replace(/\([^()]*\)/g, '')
  const selection = withoutArguments.slice(withoutArguments.indexOf('{'))
  const withoutAliases = selection.replace(/\w+\s*:/g, '')
  return withoutAliases.match(/\w+/g)?.length ?? 0
}
