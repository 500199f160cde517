/** All that is wrong with the configuration, so that one run shows all that there is to mend. It names variables and never values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config-invalid'
  /** One sentence or two for each: the variable, what is wrong with it, and what to do. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join(' '))
    this.problems = problems
  }
}
