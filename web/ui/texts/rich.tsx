import { Fragment, type ReactNode } from 'react'

/**
 * A text of the catalogue with elements in it, so that translators can put them where their language wants them.
 *
 * @example
 * <Rich text="Read <docs>the documentation</docs>." tags={{ docs: (words) => <a href="/docs">{words}</a> }} />
 */
export function Rich({
  text,
  tags,
}: {
  text: string
  tags: Readonly<Record<string, (words: string) => ReactNode>>
}) {
  return parseRich(text).map(({ tag, words }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
    <Fragment key={at}>{tag === undefined ? words : (tags[tag]?.(words) ?? words)}</Fragment>
  ))
}

/** The pieces of a text, those between `<tag>` and `</tag>` with their tag. Tags do not nest. */
export function parseRich(text: string): readonly { tag?: string; words: string }[] {
  return text
    .split(/(<(\w+)>.*?<\/\2>)/g)
    .filter((_, at) => at % 3 !== 2)
    .flatMap((piece) => {
      const [, tag, words] = /^<(\w+)>(.*)<\/\1>$/.exec(piece) ?? []
      if (tag !== undefined) return [{ tag, words: words ?? '' }]
      return piece === '' ? [] : [{ words: piece }]
    })
}
