/** The key length of HMAC-SHA-256 and AES-256; a shorter key would be the weakest part. */
const leastBytes = 32

/** By the estimate below, 16 random bytes in hexadecimal have at least this, and base64 keys 150; patterns far less. */
const leastBits = 90

/** Text from examples and templates, long enough not to occur in random keys. */
const placeholder =
  /change.?(me|this|in.?production)|your.?(secret|jwt|key|own)|secret.?key|default|example|insecure|password|placeholder|test.?key|qwerty|asdfgh/i

/**
 * What is wrong with a secret, as the rest of a sentence that starts with its name; undefined if nothing is. A good one is
 * at least 32 random bytes in hexadecimal, base64 or base64url. Made-up ones are none of these, decode to text, or consist
 * of words.
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
  // The bytes of a text such as `abcdef…` look random, while those of `00…` in hexadecimal do not.
  if (Math.min(estimatedBits(bytes), estimatedBits(Buffer.from(secret))) < leastBits)
    return 'is too regular to be random.'
  if (isMadeOfWords(secret)) return 'is made of words.'
  return undefined
}

/**
 * All values that a secret may stand for: its bytes, these decoded from hexadecimal and base64, and so on. Two secrets
 * that share one are the same secret in different encodings.
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
/** Either alphabet, with or without padding. */
const base64 = /^([A-Za-z0-9+/]+|[\w-]+)={0,2}$/

/** Tries hexadecimal first, as base64 would see more bytes. Random base64 has letters of both cases. */
function decode(text: string): Buffer | undefined {
  if (hexadecimal.test(text)) return Buffer.from(text, 'hex')
  return base64.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text)
    ? Buffer.from(text, 'base64')
    : undefined
}

/** Random bytes of this length are never valid text. */
function readAsText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^\P{Cc}+$/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** The share of letters in words that makes a secret "made of words". A random key comes close once in a million. */
const mostInWords = 0.9

/** Detects phrases such as `CorrectHorseBattery…`. */
function isMadeOfWords(secret: string): boolean {
  if (hexadecimal.test(secret)) return false
  const letters = secret.replace(/[^a-z]/gi, '').length
  const words = (secret.match(/[A-Z]?[a-z]{2,}|[A-Z]{3,}/g) ?? []).filter(isPronounceable)
  return words.join('').length / letters >= mostInWords
}

function isPronounceable(word: string): boolean {
  return /[aeiouy]/i.test(word) && !/[^aeiouy]{4}/i.test(word)
}

/** Considers both the bytes and the differences between them, to detect `aaaa…` as well as `abcd…`. */
function estimatedBits(bytes: Uint8Array): number {
  const period = smallestPeriod(bytes)
  const steps = period.map((byte, index) => byte - (period[index - 1] ?? 0))
  return Math.min(entropy(period), entropy(steps)) * period.length
}

/** The part that a repetitive text, such as `abcabcabc`, repeats. */
function smallestPeriod(bytes: Uint8Array): number[] {
  const all = [...bytes]
  const length = all.findIndex(
    (_, shift) => shift > 0 && all.every((byte, at) => at < shift || byte === all[at - shift]),
  )
  return length < 0 ? all : all.slice(0, length)
}

/** Shannon entropy in bits per symbol. */
function entropy(symbols: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / symbols.length)
  return shares.reduce((sum, share) => sum - share * Math.log2(share), 0)
}
