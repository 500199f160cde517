import { queryOptions } from '@tanstack/react-query'
import type { SessionList } from '../../src/http/schemas/account.ts'
import { requestJson } from '../data/api.ts'

/** One of the places where the account is signed in. */
export type SessionAnswer = SessionList['sessions'][number]

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }): Promise<readonly SessionAnswer[]> =>
    (await requestJson<SessionList>('/api/v1/auth/sessions', { signal })).sessions,
  staleTime: 0,
  refetchOnWindowFocus: true,
})

/** Ends a session. One that has ended by itself meanwhile is as good. */
export async function endSession(id: string): Promise<void> {
  await requestJson(`/api/v1/auth/sessions/${id}`, { method: 'DELETE' }).catch((error) => {
    if ((error as { code?: string }).code !== 'session-not-found') throw error
  })
}
