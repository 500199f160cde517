import type { ScanRuns } from '../../scan/scan-runs.ts'
import type { App } from '../instance.ts'

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whatever a signed-in person changes, their next scan shows it: titles that were added or ignored are no longer missing,
 * and nothing is kept of an account that is gone. Also after a write that failed, which may have done a part.
 */
export function forgetAnswersAfterWrites(app: App, runs: Pick<ScanRuns, 'forget'>): void {
  app.addHook('onSend', async ({ method, signedIn }, _reply, payload) => {
    if (signedIn && !reads.has(method)) runs.forget(signedIn.account.id)
    return payload
  })
}
