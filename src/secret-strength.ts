/** HMAC-SHA-256 and AES-256 take keys of this length; a shorter one is weaker than the rest of the construction. */
const leastBytes = 32

/** By the estimate below random keys have 150 bits in base64, and at least this even as 16 bytes in hexadecimal; patterns have far less. */
const leastBits = 90

/** What stands in examples and templates. Long enough words to be no part of a random key. */
const placeholder =
  /change.?(me|this|in.?production)|your.?(secret|jwt|key|own)|secret.?key|default|example|insecure|password|placeholder|test.?key|qwerty|asdfgh/i

/** Phrases. Nothing that makes keys leaves out capitals and digits. */
const words = /^[a-z\s_.-]+$/

/**
 * What is wrong with a secret, as the rest of a sentence that begins with its name; undefined if nothing is.
 *
 * @example
 * secretWeakness('your-secret-key-change-in-production') // 'is an example from a template.'
 */
export function secretWeakness(secret: string | Uint8Array): string | undefined {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
  if (bytes.length < leastBytes) return `is shorter than ${leastBytes} bytes.`
  if (typeof secret === 'string' && placeholder.test(secret)) return 'is an example from a template.'
  if (typeof secret === 'string' && words.test(secret)) return 'is made of words.'
  if (estimatedBits(bytes) < leastBits) return 'is too regular to be random.'
  return undefined
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
