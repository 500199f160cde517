export type ScanErrorCode = 'scan-timeout' | 'scan-queue-full' | 'scan-stopped'

/** A scan that ended without an answer for a reason of its own; what AniList did wrong is an AniListError. */
export class ScanError extends Error {
  override readonly name = 'ScanError'
  readonly code: ScanErrorCode

  constructor(code: ScanErrorCode, options?: ErrorOptions) {
    super(messages[code], options)
    this.code = code
  }
}

const messages: Record<ScanErrorCode, string> = {
  'scan-timeout':
    'The scan took longer than SCAN_TIMEOUT_SECONDS allows. What it fetched is kept: run it again to go on from there, or with --partial for what is known so far.',
  'scan-queue-full': 'Too many scans wait for AniList already. Try again in a minute.',
  'scan-stopped': 'The server is about to stop. Ask again in a moment.',
}
