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
    'The scan took longer than SCAN_TIMEOUT_SECONDS allows. What it fetched is kept: run it again to continue from there, or use --partial for partial results.',
  'scan-queue-full': 'Too many scans are waiting for AniList. Try again in a minute.',
  'scan-stopped': 'The server is shutting down. Try again in a moment.',
}
