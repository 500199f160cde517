import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** AniList's cap. */
export const maxComplexity = 500

/**
 * AniList's measure of a query: every selected field counts one, objects and leaves alike, whether they answer
 * one value or thousands. Fragments count where they are spread; aliases of one field count each.
 * The document must be valid: a fragment that spreads itself would never end.
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
