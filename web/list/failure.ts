import { ApiError } from '../data/api-error.ts'
import { screenOf } from '../data/problem-screen.ts'
import type { ActingTexts } from '../ui/texts/en-acting.ts'

type Reason = keyof ActingTexts['reasons']

/** Codes that have words of their own. */
const reasons: Readonly<Record<string, Reason>> = {
  'media-not-found': 'gone',
  'media-not-anime': 'gone',
  'entry-made-elsewhere': 'raced',
  'entry-changed': 'changed',
  'anilist-bad-request': 'refused',
  'anilist-not-found': 'refused',
  'anilist-too-complex': 'refused',
  'addition-not-found': 'tooLate',
  'list-busy': 'listBusy',
  'list-writes-stopped': 'listBusy',
  'anilist-not-connected': 'disconnected',
  'anilist-invalid-token': 'disconnected',
  'sealed-damaged': 'disconnected',
  'session-ended': 'signedOut',
  'additions-full': 'additionsFull',
  'ignores-full': 'ignoresFull',
}

const kinds: Partial<Record<ReturnType<typeof screenOf>['kind'], Reason>> = {
  'anilist-down': 'aniListDown',
  'anilist-busy': 'aniListBusy',
  'too-many': 'tooMany',
  busy: 'serverBusy',
  offline: 'offline',
  unreachable: 'unreachable',
}

/**
 * Why something was not done, and what to do about it, in a sentence.
 *
 * @param failure an error, or the code of one
 */
export function reasonOf(failure: Error | string, texts: ActingTexts): string {
  const error = typeof failure === 'string' ? asError(failure) : failure
  if (error instanceof ApiError && error.status === 401) return texts.reasons.signedOut
  const code = error instanceof ApiError ? error.code : ''
  const reason = reasons[code] ?? kinds[screenOf(error).kind]
  return reason ? texts.reasons[reason] : texts.reasons.other
}

/** Whether only a new sign-in helps. */
export function needsSignIn(failure: Error | string): boolean {
  const error = typeof failure === 'string' ? asError(failure) : failure
  return error instanceof ApiError && (error.status === 401 || reasons[error.code] === 'disconnected')
}

function asError(code: string): ApiError {
  return new ApiError({ code, status: 0, detail: code })
}
