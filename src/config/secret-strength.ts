/** HMAC-SHA-256 and AES-256 take keys of this length; a shorter one is weaker than the rest of the construction. */
const leastBytes = 32

/** By the estimate below random keys have 150 bits in base64, and at least this even as 16 bytes in hexadecimal; patterns have far less. */
const leastBits = 90

/** What stands in examples and templates. Long enough words to be no part of a random key. */
const placeholder =
  /change.?(me|this|in.?production)|your.?(secret|jwt|key|own)|secret.?key|default|example|insecure|password|placeholder|test.?key|qwerty|asdfgh/i

/**
 * What is wrong with a secret, as the rest of a sentence that begins with its name; undefined if nothing is. A good one is
 * 32 random bytes or more, in hexadecimal, base64 or base64url: what people think of is none of these, or decodes to a
 * text, or is made of words.
 *
 * @example
 * secretWeakness('your-secret-key-change-in-production') // 'is an example from a template.'
 */
export function secretWeakness(secret: string): string | undefined {
  if (placeholder.test(secret)) return 'is an example from a template.'
  const bytes = decode(secret)
  if (bytes === undefined) return 'is not 32 random bytes in base64, base64url or hexadecimal.'
  if (bytes.length < leastBytes) return `is shorter than ${leastBytes} bytes.`
  const text = readAsText(bytes)
  if (text !== undefined) return secretWeakness(text)
  // The bytes of a text such as `abcdef…` look random, and those of `00…` in hexadecimal do not.
  if (Math.min(estimatedBits(bytes), estimatedBits(Buffer.from(secret))) < leastBits)
    return 'is too regular to be random.'
  if (isMadeOfWords(secret)) return 'is made of words.'
  return undefined
}

/**
 * Every value that a secret may stand for: its bytes, and what these are as hexadecimal and as base64, and so on. Two
 * secrets that have one in common are the same one, however they are written.
 */
export function readingsOf(secret: string): ReadonlySet<string> {
  const readings = new Set<string>()
  function read(bytes: Buffer): void {
    const reading = bytes.toString('hex')
    if (reading === '' || readings.has(reading)) return
    readings.add(reading)
    const text = bytes.toString('latin1')
    if (hexadecimal.test(text)) read(Buffer.from(text, 'hex'))
    if (base64.test(text)) read(Buffer.from(text, 'base64'))
  }
  read(Buffer.from(secret))
  return readings
}

const hexadecimal = /^[0-9a-f]+$/i
/** In either alphabet, with its padding or without. */
const base64 = /^([A-Za-z0-9+/]+|[\w-]+)={0,2}$/

/**
 * Hexadecimal first: read as base64, the same digits would seem to be more bytes than they are. Random base64 of any length
 * that will do has letters of both cases.
 */
function decode(text: string): Buffer | undefined {
  if (hexadecimal.test(text)) return Buffer.from(text, 'hex')
  return base64.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text)
    ? Buffer.from(text, 'base64')
    : undefined
}

/** Bytes that are a text, which random ones of any length never are. */
function readAsText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^\P{Cc}+$/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** Of all letters, more than this part stands in words, in what is made of words. A random key comes close once in a million. */
const mostInWords = 0.9

/** Whether it reads like `CorrectHorseBattery…`. */
function isMadeOfWords(secret: string): boolean {
  if (hexadecimal.test(secret)) return false
  const letters = secret.replace(/[^a-z]/gi, '').length
  const words = (secret.match(/[A-Z]?[a-z]{2,}|[A-Z]{3,}/g) ?? []).filter(isPronounceable)
  return words.join('').length / letters >= mostInWords
}

function isPronounceable(word: string): boolean {
  return /[aeiouy]/i.test(word) && !/[^aeiouy]{4}/i.test(word)
}

/** By the bytes, and by the steps from each to the next: that sees through `aaaa…` as well as `abcd…`. */
function estimatedBits(bytes: Uint8Array): number {
  const period = smallestPeriod(bytes)
  const steps = period.map((byte, index) => byte - (period[index - 1] ?? 0))
  return Math.min(entropy(period), entropy(steps)) * period.length
}

/** What a text that repeats itself, such as `abcabcabc`, repeats. */
function smallestPeriod(bytes: Uint8Array): number[] {
  const all = [...bytes]
  const length = all.findIndex(
    (_, shift) => shift > 0 && all.every((byte, at) => at < shift || byte === all[at - shift]),
  )
  return length < 0 ? all : all.slice(0, length)
}

/** Shannon's, in bits for each symbol. */
function entropy(symbols: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / symbols.length)
  return shares.reduce((sum, share) => sum - share * Math.log2(share), 0)
}
