import { removalsOfAccounts } from './removals-of-accounts.ts'
import { removalsOfTraffic } from './removals-of-traffic.ts'
import type { RemovedProtection } from './removed-protection.ts'

/** For each test of the policy at least one way to take out what it proves. */
export const removedProtections: readonly RemovedProtection[] = [...removalsOfTraffic, ...removalsOfAccounts]
