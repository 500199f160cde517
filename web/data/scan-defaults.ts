import { createDeviceValue } from './device-value.ts'
import { parseResultsSearch, type ResultsSearch, type ScanOptions, scanOptionsOf } from './results-search.ts'

/** What scans on this device look for where the address does not say. */
export const scanDefaults = createDeviceValue<ScanOptions>('scan-options', (stored) =>
  typeof stored === 'object' && stored !== null
    ? scanOptionsOf(parseResultsSearch(stored as Record<string, unknown>))
    : {},
)

/**
 * A search with the defaults of the device. An address that names any option has all that it wants, so that a link finds the
 * same for everyone; only whether adult titles are wanted is for each reader to say.
 */
export function withScanDefaults(search: ResultsSearch, { adult, ...defaults }: ScanOptions): ResultsSearch {
  return {
    ...(!namesOptions(search) && defaults),
    ...(adult !== undefined && { adult }),
    ...search,
  }
}

/** The part of a search that gives just these options, whatever the defaults; the reverse of {@link withScanDefaults}. */
export function searchFor(
  options: ScanOptions,
  defaults: ScanOptions,
): Pick<ResultsSearch, keyof ScanOptions> {
  const { depth, relations, adult, music, throughDropped, fromPlanned } = options
  const needsWord = namesOptions(defaults) && !namesOptions(options)
  return { depth: needsWord ? 'all' : depth, relations, adult, music, throughDropped, fromPlanned }
}

function namesOptions({ depth, relations, music, throughDropped, fromPlanned }: ResultsSearch): boolean {
  return [depth, relations, music, throughDropped, fromPlanned].some((value) => value !== undefined)
}
