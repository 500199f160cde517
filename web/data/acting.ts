import { createAccountIgnores } from './account-ignores.ts'
import { type AddReply, createAdditions, type UndoReply } from './additions.ts'
import { requestJson } from './api.ts'
import { pendingAdditions } from './pending-additions.ts'
import { signedInAccount, signInMark } from './sign-in-mark.ts'
import { createUndoStack } from './undo-stack.ts'

/** What this page adds to lists. */
export const additions = createAdditions({
  add: (key, mediaIds, status) =>
    requestJson<AddReply>('/api/v1/list', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { mediaIds, status },
    }),
  undo: (additionId) => requestJson<UndoReply>('/api/v1/list/undo', { method: 'POST', body: { additionId } }),
  pending: pendingAdditions,
  newKey: () => crypto.randomUUID(),
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

/** What this page ignores for the account. */
export const accountIgnores = createAccountIgnores({
  save: (ignores) => requestJson('/api/v1/ignores', { method: 'POST', body: { ignores } }),
  remove: ({ scope, mediaId }) => requestJson(`/api/v1/ignores/${scope}/${mediaId}`, { method: 'DELETE' }),
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
