/** Secrets that must not be found: by what they are, their text. */
export type Canaries = ReadonlyMap<string, string>

/** Places where a canary was found, as `WHAT in PLACE as FORM`. */
export function findCanaries(canaries: Canaries, places: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = []
  for (const [what, text] of canaries) {
    // The ends of tokens are unique, while all JWTs start alike.
    const bytes = Buffer.from(text.slice(-24))
    const forms = {
      text: bytes,
      base64: Buffer.from(bytes.toString('base64').slice(0, -4)),
      hex: Buffer.from(bytes.toString('hex')),
    }
    for (const [place, content] of places)
      for (const [form, needle] of Object.entries(forms))
        if (content.includes(needle)) found.push(`${what} in ${place} as ${form}`)
  }
  return found
}
