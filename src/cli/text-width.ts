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

/** Breaks a text at spaces into lines of at most so many terminal columns. */
export function wrap(text: string, columns: number): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && stringWidth(longer) <= columns) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('\n')
}
