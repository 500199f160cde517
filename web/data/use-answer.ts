import { useQuery } from '@tanstack/react-query'
import { findAnswer } from './last-answer.ts'
import { mayShowOldAnswer, problemOf } from './problems.ts'
import type { ScanOptions } from './results-search.ts'
import { useScan } from './scan-query.ts'

/** The scan of a list; where it fails, the last answer that this device saw takes its place, if that may be shown. */
export function useAnswer(name: string, options: ScanOptions) {
  const { finished, running, isFetching, error, scanAgain } = useScan(name, options)
  const old = useQuery({
    queryKey: ['old-answer', name, options],
    queryFn: async () => (await findAnswer(name, options)) ?? null,
    enabled: error !== null && finished === undefined && mayShowOldAnswer(problemOf(error)),
    staleTime: 0,
  })
  return {
    finished,
    answer: finished?.answer ?? (error ? (old.data ?? undefined) : undefined),
    running,
    isFetching: isFetching || old.isFetching,
    error,
    scanAgain: () => void scanAgain(),
  }
}
