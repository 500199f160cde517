import type { Change, Changes } from './changed-answer.ts'
import { createDeviceValue } from './device-value.ts'
import { addIgnores, type Ignore, isOver, keyOf, parseIgnores } from './ignore.ts'

/** What whoever is not signed in ignores: kept on this device, for every list that is looked at on it. */
export const deviceIgnores = createDeviceValue('ignores', parseIgnores)

export function ignoreOnDevice(ignores: readonly Ignore[]): void {
  deviceIgnores.set(addIgnores(deviceIgnores.get(), ignores))
}

export function bringBackOnDevice(ignores: readonly Ignore[]): void {
  const keys = new Set(ignores.map(keyOf))
  const left = deviceIgnores.get().filter((one) => !keys.has(keyOf(one)))
  deviceIgnores.set(left.length > 0 ? left : undefined)
}

/** No answer of the server knows of them. */
export function deviceChanges(ignores: readonly Ignore[], now: number): Pick<Changes, 'ignored'> {
  return {
    ignored: new Map(
      ignores
        .filter((one) => !isOver(one, now))
        .map((value) => [keyOf(value), { value, at: Infinity } satisfies Change<Ignore>]),
    ),
  }
}
