import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FullAnswer } from '../scan/franchise-answer.ts'
import { type ContentCoding, encodeText } from './plugins/compression.ts'
import { scanAnswerSchema } from './schemas/scan.ts'

/** What of an answer was asked for. */
export interface ScanParts {
  readonly showHidden: boolean
  readonly franchises: boolean
}

/** An answer as it is sent, made once for all who ask for the same parts of it. */
export interface ScanReply {
  /** JSON, filtered by the schema. */
  readonly body: string
  readonly etag: string
  /** Kept as well: the same bytes go to everyone. */
  encoded(coding: ContentCoding): Promise<Buffer>
}

const replies = new WeakMap<FullAnswer, Map<string, ScanReply>>()

/** Gives the same reply for the same answer and parts, for as long as the answer is kept. */
export function scanReply(answer: FullAnswer, parts: ScanParts): ScanReply {
  const key = `${parts.showHidden} ${parts.franchises}`
  const known = replies.get(answer) ?? new Map<string, ScanReply>()
  replies.set(answer, known)
  const reply = known.get(key) ?? makeReply(answer, parts)
  known.set(key, reply)
  return reply
}

function makeReply(answer: FullAnswer, parts: ScanParts): ScanReply {
  const { hiddenTitles, franchises, upcoming, generatedAt, ...rest } = answer
  const body = JSON.stringify(
    z.encode(scanAnswerSchema, {
      ...rest,
      ...(parts.showHidden && { hiddenTitles }),
      ...(parts.franchises && { franchises, upcoming, generatedAt }),
    } as z.output<typeof scanAnswerSchema>),
  )
  const encodings = new Map<ContentCoding, Promise<Buffer>>()
  return {
    body,
    // Weak: the same for every coding of it.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    encoded(coding) {
      const encoding = encodings.get(coding) ?? encodeText(body, coding)
      encodings.set(coding, encoding)
      return encoding
    },
  }
}
