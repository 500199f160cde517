import { readFileSync } from 'node:fs'

/** Whether a process still does something: one that has ended stays listed until its parent has asked for it. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
