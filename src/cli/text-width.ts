import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter()

/** Cuts a text to a number of terminal columns, with an ellipsis where something was cut. */
export function truncate(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let cut = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment)
    if (width > columns - 1) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}

/** Fills up with spaces to a number of terminal columns; wide characters, as in native titles, count as two. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - stringWidth(text), 0))
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(columns - stringWidth(text), 0)) + text
}
