import { accountQuery } from './account.ts'
import { createAccountIgnores } from './account-ignores.ts'
import { type AddReply, createAdditions, type UndoReply } from './additions.ts'
import { type ApiRequest, requestJson } from './api.ts'
import { ApiError } from './api-error.ts'
import { pendingAdditions } from './pending-additions.ts'
import { queryClient } from './query-client.ts'
import { signedInAccount, signInMark } from './sign-in-mark.ts'
import { createUndoStack } from './undo-stack.ts'

/** What this page adds to lists. */
export const additions = createAdditions({
  add: (key, mediaIds, status) =>
    write<AddReply>('/api/v1/list', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { mediaIds, status },
    }),
  undo: (additionId) => write<UndoReply>('/api/v1/list/undo', { method: 'POST', body: { additionId } }),
  pending: pendingAdditions,
  newKey: () => crypto.randomUUID(),
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

/** What this page ignores for the account. */
export const accountIgnores = createAccountIgnores({
  save: (ignores) => write('/api/v1/ignores', { method: 'POST', body: { ignores } }),
  remove: ({ scope, mediaId }) => write(`/api/v1/ignores/${scope}/${mediaId}`, { method: 'DELETE' }),
  now: Date.now,
})

export const undoStack = createUndoStack()

/** What one person did is not for the next one to see, to take back, or to have done in their name. */
let owner = signedInAccount()
signInMark.subscribe(() => {
  const before = owner
  owner = signedInAccount()
  if (before === undefined || before === owner) return
  additions.forget()
  accountIgnores.forget()
  undoStack.clear()
})

/** Another tab may have begun another session meanwhile: then the token of this page is renewed, once. */
async function write<T>(path: string, request: ApiRequest): Promise<T> {
  try {
    return await requestJson<T>(path, request)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'csrf-token-invalid') throw error
    await queryClient.fetchQuery({ ...accountQuery, staleTime: 0 })
    return requestJson<T>(path, request)
  }
}
