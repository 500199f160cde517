/** Whether the database refused a statement because a row would refer to what is not there, by either engine's code. */
export function isForeignKeyViolation(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503'
}
