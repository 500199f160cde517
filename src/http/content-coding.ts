import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The codings that replies are offered in, the better first. */
export const contentCodings = ['br', 'gzip'] as const
export type ContentCoding = (typeof contentCodings)[number]

const compress: Readonly<Record<ContentCoding, (text: string) => Promise<Buffer>>> = {
  br: (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text) => promisify(gzip)(text),
}

/** Compresses on another thread. */
export function encodeText(text: string, coding: ContentCoding): Promise<Buffer> {
  return compress[coding](text)
}

/**
 * The best of our codings that an `Accept-Encoding` header allows; `undefined` for none.
 *
 * @example
 * chooseCoding('gzip, deflate, br;q=0') // 'gzip'
 */
export function chooseCoding(acceptEncoding: string | undefined): ContentCoding | undefined {
  if (!acceptEncoding) return undefined
  const allowed = new Map(
    acceptEncoding.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))]
    }),
  )
  return contentCodings.find((coding) => allowed.get(coding) ?? allowed.get('*') ?? false)
}
