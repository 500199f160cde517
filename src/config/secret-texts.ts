import { SecretsError } from './secrets-error.ts'

/**
 * Checks that a stored secret is a map from names to texts, and gives it back.
 *
 * @throws SecretsError `secrets-bad-reply`, naming the key and never the value
 */
export function readSecretTexts(stored: unknown, place: string): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new SecretsError('secrets-bad-reply', place)
  for (const [key, value] of Object.entries(stored)) {
    if (typeof value !== 'string') throw new SecretsError('secrets-bad-reply', place, `${key} is not a text`)
  }
  return { ...stored } as Record<string, string>
}
