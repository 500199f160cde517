import { Fragment, type ReactNode } from 'react'

/**
 * A text with elements in it, so that each language can place them where its grammar needs them.
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

/** Splits a text into its parts; text between `<tag>` and `</tag>` keeps its tag. Tags don't nest. */
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
