/** The width of a text in pixels; bold text is wider. */
export type MeasureText = (text: string, isStrong: boolean) => number

/** Breaks a text into lines of at most this width. */
export type FitText = (text: string, width: number, most: number, isStrong: boolean) => FittedText

export interface FittedText {
  readonly lines: readonly string[]
  /** The width of the widest line. */
  readonly width: number
  readonly isCut: boolean
}

/**
 * Cuts texts that need too many lines in the middle, as titles of a franchise differ at their ends. Each text is measured only once.
 *
 * @example
 * fitTextBy(({ length }) => length * 6)('Attack on Titan: The Final Season Part 2', 90, 2, false).lines // ['Attack on Ti…', 'Season Part 2']
 */
export function fitTextBy(measure: MeasureText): FitText {
  const measured = new Map<string, readonly Part[]>()
  return (text, width, most, isStrong) => {
    const key = `${isStrong} ${text}`
    const parts = measured.get(key) ?? partsOf(text, (part) => measure(part, isStrong))
    measured.set(key, parts)
    const whole = breakLines(parts, width, most)
    if (whole) return { ...whole, isCut: false }
    const letters = lettersOf(text)
    let [kept, tooMany] = [0, letters.length]
    let best: Broken = { lines: ['…'], width: measure('…', isStrong) }
    while (tooMany - kept > 1) {
      const half = Math.floor((kept + tooMany) / 2)
      const cut = partsOf(cutMiddle(letters, half), (part) => measure(part, isStrong))
      const broken = breakLines(cut, width, most)
      if (broken) [kept, best] = [half, broken]
      else tooMany = half
    }
    return { ...best, isCut: true }
  }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const lettersOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment)

function cutMiddle(letters: readonly string[], kept: number): string {
  const head = letters.slice(0, Math.ceil(kept / 2)).join('')
  const tail = letters.slice(letters.length - Math.floor(kept / 2)).join('')
  return `${head.trimEnd()}… ${tail.trimStart()}`
}

/** A stretch of text that stays on one line. */
interface Part {
  readonly text: string
  readonly width: number
  /** The same by letter, for narrower lines. */
  readonly letters: () => readonly Part[]
}

/** Lines break after breaking spaces, hyphens and slashes, and between letters of scripts without spaces. */
const unbroken =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。・！？]|[^ \t\n\u3000\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}/–—-]+[/–—-]*|[/–—-]+|[ \t\n\u3000]+/gu

function partsOf(text: string, measure: (part: string) => number): readonly Part[] {
  const toPart = (text: string): Part => ({
    text,
    width: measure(text),
    letters: () => lettersOf(text).map(toPart),
  })
  return (text.trim().match(unbroken) ?? []).map(toPart)
}

type Broken = Pick<FittedText, 'lines' | 'width'>

/** `undefined` if it takes too many lines. */
function breakLines(parts: readonly Part[], width: number, most: number): Broken | undefined {
  const lines: string[] = []
  let widest = 0
  // Spaces at the end of a line take no room.
  let [line, taken, spaces] = ['', 0, 0]
  const end = () => {
    // The separator of two facts is dropped at a line break.
    if (line !== '') lines.push(line.trimEnd().replace(/ ·$/, ''))
    widest = Math.max(widest, taken)
    ;[line, taken, spaces] = ['', 0, 0]
  }
  const add = (part: Part, isLetter = false): boolean => {
    if (part.text.trim() === '') {
      if (line !== '') [line, spaces] = [line + part.text, spaces + part.width]
      return true
    }
    if (line !== '' && taken + spaces + part.width > width) end()
    if (part.width > width && !isLetter) return part.letters().every((letter) => add(letter, true))
    ;[line, taken, spaces] = [line + part.text, taken + spaces + part.width, 0]
    return lines.length < most
  }
  if (!parts.every((part) => add(part))) return undefined
  end()
  return lines.length > most ? undefined : { lines, width: widest }
}

/** Whether a text is read from right to left, by its first letter, as with `dir="auto"`. */
export function isRightToLeft(text: string): boolean {
  const [first = ''] = /\p{L}/u.exec(text) ?? []
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
}
