/**
 * Reads the body of a reply to its end as UTF-8, at most so many bytes of it: after decompression, so that a small reply
 * cannot unpack into one that fills the memory.
 *
 * @param tooLarge makes the error for what is larger; the connection goes with it
 * @returns undefined for what is no UTF-8
 */
export async function readBody(
  response: Response,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text: string | undefined = ''
  let size = 0
  // By a reader and without Node's buffers, since browsers read replies by this as well; decoded as it comes, so that the
  // bytes of a long list are not kept beside its text.
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
