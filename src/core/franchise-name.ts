import { compareByDate, displayTitle, type Media, type TitleLanguage, titleLanguages } from './media.ts'

/** The fields that the name of a franchise depends on. */
type Named = Pick<Media, 'id' | 'title' | 'format' | 'popularity' | 'startDate'>

/**
 * The name that fans use for a franchise: the common part of the titles of its main line ("Attack on Titan", "Monogatari"),
 * or else the title of the best-known one. Side stories do not affect it.
 *
 * @param main its main line; see `mainLine`
 * @param media all of its media: if the original is outside the main line, its shorter title is the name
 * @param language used if the first title has one in it
 * @example
 * const titles = ['Haikyu!!', 'Haikyu!! Season 2'].map((english) => ({ english, romaji: null, native: null }))
 * const seasons = titles.map((title, at) => anime(at + 1, { title }))
 * franchiseName(seasons, seasons, 'english') // 'Haikyu!!'
 */
export function franchiseName(
  main: readonly Named[],
  media: readonly Named[],
  language: TitleLanguage,
): string {
  // Songs are not named after the seasons they follow.
  const byDate = main.filter((one) => one.format !== 'MUSIC' && hasTitle(one)).sort(compareByDate)
  const first = byDate.find(isSeries) ?? byDate[0] ?? main[0]
  if (!first) return ''
  const spoken = [language, ...titleLanguages].find((one) => first.title[one]?.trim())
  if (!spoken) return displayTitle(first)
  const titlesOf = (some: readonly Named[]) => some.flatMap(({ title }) => title[spoken]?.trim() || [])
  const bestKnown = () => titlesOf([...byDate].sort(compareByFame))[0] ?? displayTitle(first)
  const name =
    commonName(titlesOf(byDate)) ??
    commonName(titlesOf(byDate.filter(isSeries))) ??
    withoutTail(bestKnown(), true)
  let shortest = name
  for (const title of titlesOf(media)) {
    if (title.length < shortest.length && isWordPrefix(title, name)) shortest = title
  }
  return shortest
}

function hasTitle({ title }: Pick<Media, 'title'>): boolean {
  return titleLanguages.some((language) => title[language]?.trim())
}

/** Series first, then the more popular, then the earlier. */
function compareByFame(a: Named, b: Named): number {
  return (
    Number(isSeries(b)) - Number(isSeries(a)) ||
    (b.popularity ?? 0) - (a.popularity ?? 0) ||
    compareByDate(a, b)
  )
}

/** Whether it ran on television, not in cinemas or on discs. */
export function isSeries({ format }: Pick<Media, 'format'>): boolean {
  return format === 'TV' || format === 'TV_SHORT'
}

/** The common start of all titles, or else a common part; `undefined` if neither works as a name. */
function commonName(titles: readonly string[]): string | undefined {
  const [one] = titles
  if (one === undefined || titles.length < 2) return undefined
  // Usually the shortest title is the name, and all others continue after a space. This is faster than comparing letters.
  const whole = titles.reduce((short, title) => (title.length < short.length ? title : short), one)
  const isPlain = titles.every((title) => title === whole || title.startsWith(`${whole} `))
  if (isPlain) return asName(whole, true)
  const texts = titles.map(readText)
  return commonStart(texts) ?? commonWords(texts) ?? commonEnding(texts)
}

/** A title as letters without spaces, so that "Dr. STONE" equals "Dr.STONE". */
interface Text {
  readonly title: string
  readonly letters: readonly string[]
  /** Makes "BLEACH" equal "Bleach", and "！" equal "!". */
  readonly folded: readonly string[]
  /** The index of each letter in the title. */
  readonly places: readonly number[]
}

function readText(title: string): Text {
  const found = [...title.matchAll(/\S/gu)]
  const letters = found.map(([letter]) => letter)
  return { title, letters, folded: letters.map(fold), places: found.map(({ index }) => index) }
}

function fold(letter: string): string {
  if (letter === '’' || letter === '‘') return "'"
  const plain = letter.normalize('NFKC').toLowerCase()
  return [...plain].length === 1 ? plain : letter
}

/** The part of the title between two letters, without the second. */
function cut({ title, places }: Text, start: number, end: number): string {
  return title.slice(places[start], places[end] ?? title.length).trimEnd()
}

/** The longest common start of all titles that ends with a whole word. */
function commonStart(texts: readonly Text[]): string | undefined {
  const [first] = texts as [Text]
  let end = first.folded.findIndex((letter, at) => texts.some(({ folded }) => folded[at] !== letter))
  if (end < 0) end = first.folded.length
  for (; end > 0; end--) {
    const whole = texts.find(({ letters }) => letters.length === end)
    // Japanese has no spaces, so a title may continue directly after a whole other title.
    const ends = texts.every((text) => isEdge(text, end)) || (whole && isJapanese(whole.letters[end - 1]))
    if (ends) return asName(cut(whole ?? first, 0, end), whole !== undefined)
  }
  return undefined
}

/** The longest run of whole words in all titles. */
function commonWords(texts: readonly Text[]): string | undefined {
  const shortest = shortestOf(texts)
  const edges = edgesOf(shortest)
  let longest: readonly string[] = []
  for (const start of edges) {
    for (const end of edges) {
      if (end - start <= Math.max(longest.length, leastLetters - 1)) continue
      const run = shortest.folded.slice(start, end)
      if (texts.every((text) => findRun(text, run, 'word') >= 0)) longest = run
    }
  }
  const [first] = texts as [Text]
  const at = findRun(first, longest, 'word')
  return longest.length === 0 ? undefined : asName(cut(first, at, at + longest.length), false)
}

/** The longest word ending in all titles, of which there have to be three: "Bakemonogatari", "Nisemonogatari". */
function commonEnding(texts: readonly Text[]): string | undefined {
  if (texts.length < 3) return undefined
  const shortest = shortestOf(texts)
  const edges = edgesOf(shortest)
  let longest: readonly string[] = []
  for (const [at, end] of edges.entries()) {
    for (let start = edges[at - 1] ?? end; start < end; start++) {
      const run = shortest.folded.slice(start, end)
      const least = scriptOf(run[0]) === 'han' ? 2 : leastEnding
      if (run.length < Math.max(least, longest.length + 1)) break
      if (texts.every((text) => findRun(text, run, 'ending') >= 0)) longest = run
    }
  }
  const ending = longest.join('')
  return ending === '' ? undefined : `${ending[0]?.toUpperCase()}${ending.slice(1)}`
}

/** Shorter endings may be coincidence. */
const leastLetters = 3
const leastEnding = 6

function shortestOf(texts: readonly Text[]): Text {
  return texts.reduce((one, other) => (other.letters.length < one.letters.length ? other : one))
}

function findRun(text: Text, run: readonly string[], edge: 'word' | 'ending'): number {
  const { folded } = text
  for (let at = 0; at + run.length <= folded.length; at++) {
    const isHere = run.every((letter, i) => folded[at + i] === letter)
    if (isHere && isEdge(text, at + run.length) && (edge === 'ending' || isEdge(text, at))) return at
  }
  return -1
}

function edgesOf(text: Text): number[] {
  return [...text.letters.keys(), text.letters.length].filter((at) => isEdge(text, at))
}

/** Whether a word ends or starts before a letter: at spaces, punctuation and changes of script. */
function isEdge({ letters, places }: Text, at: number): boolean {
  const [before, after] = [letters[at - 1], letters[at]]
  if (before === undefined || after === undefined) return true
  const isApart = (places[at] ?? 0) > (places[at - 1] ?? 0) + before.length
  return isApart || scriptOf(before) === 'none' || scriptOf(before) !== scriptOf(after)
}

function isJapanese(letter: string | undefined): boolean {
  return ['han', 'hiragana', 'katakana'].includes(scriptOf(letter))
}

function scriptOf(letter = ''): 'han' | 'hiragana' | 'katakana' | 'other' | 'none' {
  if (/[\p{Script=Katakana}ー]/u.test(letter)) return 'katakana'
  if (/\p{Script=Hiragana}/u.test(letter)) return 'hiragana'
  if (/\p{Script=Han}/u.test(letter)) return 'han'
  return /[\p{L}\p{N}\p{M}']/u.test(letter) ? 'other' : 'none'
}

/** `undefined` if nothing in it identifies the franchise. */
function asName(common: string, isWhole: boolean): string | undefined {
  const name = withoutTail(isWhole ? common : common.replace(weakStart, ''), isWhole)
  return saysSomething(name) && (isWhole || name.length > 1) ? name : undefined
}

function saysSomething(name: string): boolean {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.some((word) => !weakWords.has(word))
}

/** Words that titles often start with or that join others. None of them identifies a franchise. */
const weakWords = new Set([
  ...['a', 'an', 'the', 'of', 'and', 'to', 'in', 'on', 'no', 'ni', 'wo', 'wa', 'ga', 'de', 'shin', 'zoku'],
  ...['season', 'part', 'cour', 'chapter', 'series', 'movie', 'film', 'special', 'specials', 'ova'],
  ...['劇場版', '映画', '続', '新', '第'],
])
const weakStart = /^(?:of|and|to|in|on|no|ni|wo|wa|ga|de)\s+/iu

/**
 * A title without the part that distinguishes it in its franchise: a season number, the year of a remake, a subtitle or a
 * reading between dashes.
 *
 * @param isWhole whether it is a whole title, so that its ending may belong to the name, as in "Mob Psycho 100"
 */
function withoutTail(title: string, isWhole: boolean): string {
  let name = title.trim()
  for (let before = ''; name !== before; ) {
    before = name
    for (const tail of isWhole ? tails : [...tails, ...looseTails]) {
      const rest = name.replace(tail, '').trimEnd()
      if (rest !== name && saysSomething(rest)) name = rest
    }
  }
  return name
}

const number = String.raw`(?:\d+|[IVX]+)`
const tails: readonly RegExp[] = [
  // A part in brackets or dashes at the end, closed or not.
  /\s+-\S[^-]*-?$/u,
  /\s*[～〜－][^～〜－]+[～〜－]?$/u,
  /(?<=[\p{Script=Han}\p{Script=Katakana}])-[\p{Script=Katakana}ー]+-$/u,
  /\s*\((?:\d{4}|TV|OVA|ONA|Movie|\d+(?:st|nd|rd|th) Series|[^)]*$)\)?$/iu,
  /\s*(?:\[[^\]]*|【[^】]*|〈[^〉]*)$/u,
  /[\s:]+(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|(?:the\s+)?final)\s+season$/iu,
  new RegExp(String.raw`[\s:]+(?:season|part|cour|chapter|movie)\s+${number}$`, 'iu'),
  /[\s:]+(?:the\s+)?movie$/iu,
  /\s*第.{1,2}(?:期|クール|シリーズ|章|シーズン)$/u,
  /[\s:：;,/・–—-]+$/u,
]
/** Meaningless at the end of a common part, but not always at the end of a whole title. */
const looseTails: readonly RegExp[] = [
  /[\s:]+(?:season|part|cour|chapter|series|the|a|an|of|and|to|in|on|no|ni|wo|wa|ga|de)$/iu,
  new RegExp(String.raw`\s+${number}$`, 'u'),
  /(?<=[\p{Script=Han}\p{Script=Katakana}])[のはがをと]$/u,
]

/** Whether a name starts with the words of a shorter title. */
function isWordPrefix(title: string, name: string): boolean {
  const [short, long] = [readText(title), readText(name)]
  const { length } = short.letters
  return (
    length > 0 &&
    length < long.letters.length &&
    short.folded.every((letter, at) => long.folded[at] === letter) &&
    isEdge(long, length)
  )
}
