import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** AniList's limit. */
export const maxComplexity = 500

/**
 * AniList's complexity of a query: every selected field counts one, however many values it returns. Fragments count
 * wherever they are used, aliases each time. The document must be valid, as a recursive fragment would never end.
 */
export function complexityOf(operation: OperationDefinitionNode, document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, number>()
  const measureFragment = (name: string) => {
    const known = measured.get(name)
    if (known !== undefined) return known
    const fragment = fragments.get(name)
    const count = fragment === undefined ? 0 : measure(fragment.selectionSet)
    measured.set(name, count)
    return count
  }
  const measure = (set: SelectionSetNode): number => {
    let count = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += measureFragment(selection.name.value)
      else {
        if (selection.kind === Kind.FIELD) count++
        if (selection.selectionSet) count += measure(selection.selectionSet)
      }
    }
    return count
  }
  return measure(operation.selectionSet)
}
