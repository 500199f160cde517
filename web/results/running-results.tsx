import { useMemo } from 'react'
import type { RunningScan } from '../data/scan-query.ts'
import { CardSkeletons, ScanProgress } from '../ui/scan-progress.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import type { Group } from './order-titles.ts'
import { RailsView } from './views/rails-view.tsx'

/** A scan that is under way: how it gets on, and the franchises that it knows already. */
export function RunningResults({ name, running }: { name: string; running: RunningScan | undefined }) {
  const texts = useTexts().results
  const franchises = running?.franchises
  // No filter has a say yet: all that is missing counts as shown.
  const groups = useMemo(
    () =>
      franchises?.map(
        (franchise): Group => ({
          franchise,
          titles: franchise.media
            .filter(({ state }) => state === 'missing')
            .map(({ id }) => ({ id }) as Group['titles'][number]),
        }),
      ) ?? [],
    [franchises],
  )
  return (
    <>
      <ScanProgress name={name} progress={running?.progress} />
      <section aria-label={texts.results} aria-busy="true">
        <RailsView groups={groups} places={running?.places} />
        {groups.length < 4 && <CardSkeletons count={4 - groups.length} />}
      </section>
    </>
  )
}
