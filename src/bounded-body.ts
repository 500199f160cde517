/**
 * Reads a reply's body as UTF-8, up to `maxBytes`. The limit counts decompressed bytes, so a small compressed reply
 * cannot fill the memory.
 *
 * @param tooLarge makes the error for a larger body; the connection is closed
 * @returns undefined for invalid UTF-8
 */
export async function readBody(
  response: Response,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text: string | undefined = ''
  let size = 0
  // Without Node's buffers, as browsers run this too. Decodes as it reads, to never hold a long list twice.
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      throw tooLarge()
    }
    const bytes = part.value
    text = append(text, () => decoder.decode(bytes, { stream: true }))
  }
  return append(text, () => decoder.decode())
}

function append(text: string | undefined, decode: () => string): string | undefined {
  try {
    return text === undefined ? undefined : text + decode()
  } catch {
    return undefined
  }
}
