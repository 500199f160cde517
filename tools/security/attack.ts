import type { AttackedInstance } from './attacked-instance.ts'

/** What came of an attack. */
export interface AttackOutcome {
  /** What it found; an attack that did not do what it was to do is a finding as well. */
  readonly findings: readonly string[]
  /** What a tool reports though it is no weakness here, with the reason. */
  readonly dismissed: readonly string[]
  /** What was tried, in a sentence. */
  readonly tried: string
}

export interface AttackContext {
  /** A small part of everything, to see that all of it works. */
  readonly quick: boolean
  /** What must be found nowhere in the end, by what it is: whoever signs in adds to it. */
  readonly canaries: Map<string, string>
}

/** Something that is done to a running instance. */
export interface Attack {
  /** As it is called on the command line. */
  readonly name: string
  readonly title: string
  /** Whether it makes AniList fail, which the instance has to answer with 502 and 503. */
  readonly bringsOutages?: boolean
  run(instance: AttackedInstance, context: AttackContext): Promise<AttackOutcome>
}
