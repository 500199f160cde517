import { readFileSync } from 'node:fs'

/** Whether a process is still running. One that has ended stays listed until its parent has collected its status. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
