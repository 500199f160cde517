import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { SessionList } from '../../src/http/schemas/account.ts'
import { requestJson } from '../data/api.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ActionProblem } from '../ui/problem.tsx'
import { Section } from '../ui/section.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { showToast } from '../ui/toasts.tsx'
import { useNow } from '../ui/use-now.ts'
import { useSignOut } from './sign-in-again.tsx'

/** All devices where the account is signed in, with buttons to sign out. */
export function SessionsSection() {
  const texts = useAccountTexts()
  const client = useQueryClient()
  const list = useRef<HTMLUListElement>(null)
  const { data: sessions, error, refetch } = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) {
        await endSession(id)
        client.setQueryData(sessionsQuery.queryKey, (before) => before?.filter((one) => one.id !== id))
      }
    },
    onSuccess: (_, ids) => {
      showToast({ text: texts.sessionsEnded(ids.length), kind: 'good' })
      // The pressed button is gone.
      list.current?.focus()
    },
  })
  const others = sessions?.filter(({ current }) => !current).map(({ id }) => id) ?? []
  return (
    <Section title={texts.sessions} text={texts.sessionsText}>
      {error && !sessions && <ActionProblem error={error} onRetry={() => void refetch()} />}
      <ul ref={list} tabIndex={-1} aria-label={texts.sessions} className="divide-y divide-rule">
        {sessions?.toSorted(byPlace).map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isEnding={end.isPending && end.variables.includes(session.id)}
            onEnd={() => end.mutate([session.id])}
          />
        ))}
      </ul>
      {end.error && <ActionProblem error={end.error} />}
      {others.length > 1 && (
        <Button look="secondary" className="mt-3" disabled={end.isPending} onClick={() => end.mutate(others)}>
          {texts.endOthers}
        </Button>
      )}
    </Section>
  )
}

/** This one first: it is what the others are compared with. */
function byPlace(one: SessionAnswer, other: SessionAnswer): number {
  return Number(other.current) - Number(one.current)
}

function SessionItem({
  session: { device, createdAt, lastUsedAt, current },
  isEnding,
  onEnd,
}: {
  session: SessionAnswer
  isEnding: boolean
  onEnd: () => void
}) {
  const texts = useAccountTexts()
  const formats = useFormats()
  const signOut = useSignOut()
  const used = Math.max(0, useNow() - Date.parse(lastUsedAt))
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 first:pt-0 last:pb-0">
      <Icon name="device" className="size-6 text-muted" />
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{texts.device(device)}</span>
          {current && (
            <span className="rounded-full bg-accent-soft px-2 text-s text-accent">{texts.thisDevice}</span>
          )}
        </p>
        <p className="text-s text-muted">
          {texts.sessionFacts(
            formats.day(Date.parse(createdAt)),
            current ? texts.usedNow : texts.used(formats.ago(used)),
          )}
        </p>
      </div>
      <Button
        look="secondary"
        disabled={isEnding}
        aria-label={current ? undefined : texts.endSession(texts.device(device))}
        onClick={current ? () => void signOut() : onEnd}
      >
        {isEnding ? texts.ending : texts.signOut}
      </Button>
    </li>
  )
}

type SessionAnswer = SessionList['sessions'][number]

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }): Promise<readonly SessionAnswer[]> =>
    (await requestJson<SessionList>('/api/v1/auth/sessions', { signal })).sessions,
  staleTime: 0,
  refetchOnWindowFocus: true,
})

/** Ends a session, ignoring that it may have ended already. */
async function endSession(id: string): Promise<void> {
  await requestJson(`/api/v1/auth/sessions/${id}`, { method: 'DELETE' }).catch((error) => {
    if ((error as { code?: string }).code !== 'session-not-found') throw error
  })
}
