import type { AttackedInstance } from './attacked-instance.ts'

/** The outcome of an attack. */
export interface AttackOutcome {
  /** What it found. An attack that did not do its job counts as a finding as well. */
  readonly findings: readonly string[]
  /** What a tool reports although it is not a vulnerability here, with the reason. */
  readonly dismissed: readonly string[]
  /** What was tried, in a sentence. */
  readonly tried: string
}

export interface AttackContext {
  /** A small part of everything, to check that all of it works. */
  readonly quick: boolean
  /** What must not be found anywhere in the end, by what it is. Every sign-in adds to it. */
  readonly canaries: Map<string, string>
}

/** Something done to a running instance. */
export interface Attack {
  /** Its name on the command line. */
  readonly name: string
  readonly title: string
  /** Whether it makes AniList fail, which the instance has to answer with 502 and 503. */
  readonly bringsOutages?: boolean
  run(instance: AttackedInstance, context: AttackContext): Promise<AttackOutcome>
}
