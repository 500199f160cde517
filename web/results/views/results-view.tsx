import { useMemo } from 'react'
import type { View } from '../../data/results-search.ts'
import type { Places } from '../../data/scan-query.ts'
import type { Title } from '../../titles/title.ts'
import type { Group } from '../order-titles.ts'
import { GridView } from './grid-view.tsx'
import { ListView } from './list-view.tsx'
import { RailsView } from './rails-view.tsx'
import type { ViewContent } from './title-rows.ts'

/** The same titles in one of four views; rails are always by franchise. */
export function ResultsView({
  view,
  grouped,
  titles,
  groups,
  places,
}: {
  view: View
  grouped: boolean
  titles: readonly Title[]
  groups: readonly Group[]
  places: Places
}) {
  const content = useMemo((): ViewContent => (grouped ? { groups } : { titles }), [grouped, groups, titles])
  switch (view) {
    case 'rails':
      return <RailsView groups={groups} places={places} />
    case 'list':
      return <ListView content={content} />
    default:
      return <GridView content={content} size={view} />
  }
}
