/** All problems of the configuration, so that one run shows all of them. Names variables, but never values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config-invalid'
  /** One or two sentences each: the variable, what is wrong, and what to do. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join(' '))
    this.problems = problems
  }
}

/** Why a secrets manager failed. Stable; each ends the start with exit status 78. */
export type SecretsErrorCode = keyof typeof advice

/** The secrets could not be loaded. The message is one line, says what to do, and contains no secret. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError'
  readonly code: SecretsErrorCode

  /**
   * @param place the manager and the secret, such as `the secret secret/sequel-finder in Vault`
   * @param detail added in brackets, such as `HTTP 403`
   */
  constructor(code: SecretsErrorCode, place: string, detail = '', options?: ErrorOptions) {
    super(advice[code](place, detail && ` (${detail})`), options)
    this.code = code
  }
}

const advice = {
  'secrets-unreachable': (place: string, why: string) =>
    `The secrets can't be loaded: ${place} doesn't respond${why}. Start it, or correct its address.`,
  'secrets-refused': (place: string, why: string) =>
    `The secrets can't be loaded: ${place} may not be read with these credentials${why}. Renew them, or allow them to read it.`,
  'secrets-not-found': (place: string, why: string) =>
    `The secrets can't be loaded: ${place} doesn't exist${why}. Create it, or correct its name.`,
  'secrets-redirected': (place: string, why: string) =>
    `The secrets can't be loaded: ${place} responds with a redirect${why}, which we don't follow. Set its current address.`,
  'secrets-bad-reply': (place: string, why: string) =>
    `The secrets can't be used: ${place} is not a map from option names to strings${why}. Correct what is stored there.`,
} satisfies Record<string, (place: string, why: string) => string>
