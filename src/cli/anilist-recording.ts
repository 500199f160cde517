import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRateBudget } from '../anilist/budget/rate-budget.ts'
import { systemClock } from '../anilist/clock.ts'
import { AniListError, plainCause } from '../anilist/errors.ts'
import { readReply } from '../anilist/reply.ts'
import type { Config } from '../config/options.ts'
import { allowOutbound } from '../config/outbound.ts'
import { userAgentOf } from '../services.ts'
import { type Exchange, nextQuestion, type Question } from './anilist-questions.ts'
import { judge, type Survey } from './anilist-survey.ts'
import type { Finding } from './doctor.ts'
import { CommandError } from './failure.ts'

/** A survey with its findings, for bug reports and for replay in tests. */
export interface Recording extends Survey {
  /** ISO 8601. */
  readonly takenAt: string
  readonly findings: readonly Finding[]
}

/** The reply headers that a survey evaluates. */
const judgedHeaders = [
  'access-control-allow-headers',
  'access-control-allow-origin',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
]
const patienceMs = 30_000
const maxReplyBytes = 16 * 2 ** 20

/** Sends the questions to AniList one after another, once each and without a token. */
export async function takeSurvey(config: Config): Promise<Recording> {
  const budget = createRateBudget({ ...systemClock, perMinute: config.anilistRequestsPerMinute })
  const fetch = allowOutbound(config)
  const origin = new URL(config.publicUrl).origin

  async function ask(question: Question): Promise<Exchange> {
    const permit = await budget.acquire('interactive')
    const signal = AbortSignal.timeout(patienceMs)
    try {
      const response = await fetch(config.anilistApiUrl, {
        ...requestFor(question),
        redirect: 'manual',
        signal,
      })
      budget.learn(response)
      const { status } = response
      const headers = pick(response.headers)
      const { data, errors, unreadable } = await readReply(response, maxReplyBytes, signal)
      if (unreadable) return { ...question, reply: { status, headers }, failure: unreadable.message }
      return { ...question, reply: { status, headers, body: { data, ...(errors.length > 0 && { errors }) } } }
    } catch (error) {
      const cause = plainCause(error)
      const code = signal.aborted ? 'anilist-timeout' : 'anilist-unreachable'
      return { ...question, failure: new AniListError(code, { cause, detail: cause.code ?? '' }).message }
    } finally {
      permit.release()
    }
  }

  function requestFor({ query, variables, asPage }: Question): RequestInit {
    const headers = {
      'user-agent': userAgentOf(config),
      referer: config.publicUrl,
      ...(asPage && { origin }),
    }
    if (query === undefined)
      return {
        method: 'OPTIONS',
        headers: {
          ...headers,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }
    return {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }
  }

  const exchanges: Exchange[] = []
  for (let next = nextQuestion([]); next; next = nextQuestion(exchanges)) exchanges.push(await ask(next))
  const survey = { origin, exchanges }
  return { takenAt: new Date().toISOString(), ...survey, findings: judge(survey) }
}

function pick(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    judgedHeaders.flatMap((name) => (headers.get(name) === null ? [] : [[name, headers.get(name) ?? '']])),
  )
}

/** JSON with one line per finding and exchange, so that people can read and shorten it. */
function formatRecording({ findings, exchanges, ...rest }: Recording): string {
  const lines = (items: readonly unknown[]) =>
    `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
  return `${JSON.stringify(rest).slice(0, -1)},\n"findings":${lines(findings)},\n"exchanges":${lines(exchanges)}}\n`
}

/**
 * Takes a survey and writes it to a file, atomically.
 *
 * @throws CommandError if the file cannot be written, before AniList is asked if possible
 */
export async function saveAs(file: string, take: () => Promise<Recording>): Promise<Recording> {
  const draft = `${file}.${process.pid}`
  try {
    writing(file, () => writeFileSync(draft, ''))
    const recording = await take()
    writing(file, () => {
      writeFileSync(draft, formatRecording(recording))
      renameSync(draft, file)
    })
    return recording
  } finally {
    rmSync(draft, { force: true })
  }
}

function writing(file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message = `${file} can't be written (${code}). Choose another file with --save.`
    throw new CommandError('file-unwritable', message, { cause: error })
  }
}
