import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import { type WatchOrder, watchOrders } from '../../src/core/watch-order.ts'
import { type ResultsQuery, readSearch } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'
import { chooseOrder, chosenOrders, orderFor } from '../data/watch-orders.ts'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFranchiseName } from './title-name.tsx'

/**
 * Chooses the watch order of a franchise, or of all franchises without their own. Stored on the device and in the address.
 *
 * @param props.explained whether to explain the chosen order below
 */
export function WatchOrderChoice({
  franchise,
  explained = false,
  className = '',
}: {
  franchise?: Pick<Franchise, 'id' | 'titles' | 'media'>
  explained?: boolean
  className?: string
}) {
  const texts = useResultsTexts().orders
  const nameOf = useFranchiseName()
  const navigate = useNavigate()
  const chosen = orderFor(readSearch(useSearch({ strict: false })).order, franchise)
  const whyId = useId()
  const choose = (order: WatchOrder) => {
    chosenOrders.set(chooseOrder(chosenOrders.get(), order, franchise))
    void navigate({
      to: '.',
      search: (query: ResultsQuery) => {
        const before = readSearch(query)
        return { ...before, order: chooseOrder(before.order, order, franchise) }
      },
      resetScroll: false,
    })
  }
  return (
    <div className={className}>
      <label className="relative block">
        <span className="sr-only">{franchise ? texts.forOne(nameOf(franchise)) : texts.label}</span>
        <select
          value={chosen}
          title={texts.why[chosen]}
          aria-describedby={explained ? whyId : undefined}
          onChange={({ target: { value } }) => choose(value as WatchOrder)}
          className="min-h-11 w-full appearance-none rounded-s border border-edge bg-surface pr-9 pl-3"
        >
          {watchOrders.map((order) => (
            <option key={order} value={order}>
              {texts.names[order]}
            </option>
          ))}
        </select>
        <Icon name="down" className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" />
      </label>
      {explained && (
        <p id={whyId} className="mt-1 text-s text-pretty text-muted">
          {texts.why[chosen]}
        </p>
      )}
    </div>
  )
}
