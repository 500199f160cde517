import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** What was asked stays for as long as somebody may come back to it. */
const keptMs = 30 * 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline, a request fails at once and the page says so, instead of waiting in silence.
      networkMode: 'always',
      gcTime: keptMs,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // The page says what is wrong and when it goes on; a request that only repeats says nothing.
      retry: (failures, error) =>
        failures < 1 && error instanceof ApiError && error.code === 'server-unreachable',
      retryDelay: 1_000,
    },
  },
})
