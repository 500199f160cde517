/** Something that the service needs. */
export interface ReadinessCheck {
  readonly name: string
  /** Whether most of the service goes on without it, so that its absence is told and does not count. */
  readonly optional?: boolean
  /** Rejects when it is not there. */
  readonly check: () => Promise<void>
}

export interface ReadinessReport {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>
}

export interface Readiness {
  check(): Promise<ReadinessReport>
  /** From now on the service is not ready, whatever it needs is there or not: it is about to stop. */
  giveUp(): void
}

/** How long something may take to answer before it counts as away. */
const patienceMs = 2_000

/**
 * @param deadline makes the signal that ends a check
 */
export function createReadiness(
  checks: readonly ReadinessCheck[],
  deadline: (ms: number) => AbortSignal = AbortSignal.timeout,
): Readiness {
  let stopping = false

  async function passes({ check }: ReadinessCheck): Promise<boolean> {
    const late = Promise.withResolvers<false>()
    const signal = deadline(patienceMs)
    const giveUp = () => late.resolve(false)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    const passed = check().then(
      () => true,
      () => false,
    )
    const outcome = await Promise.race([passed, late.promise])
    signal.removeEventListener('abort', giveUp)
    return outcome
  }

  return {
    async check() {
      const passed = await Promise.all(checks.map(passes))
      return {
        ready: !stopping && checks.every(({ optional = false }, i) => optional || passed[i]),
        checks: Object.fromEntries(checks.map(({ name }, i) => [name, passed[i] ? 'ok' : 'failed'])),
      }
    },
    giveUp() {
      stopping = true
    },
  }
}
