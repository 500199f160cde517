import { completionOf } from '../data/rail.ts'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useIsPrinting } from '../ui/use-is-printing.ts'
import type { Group } from './order-titles.ts'

/** All titles by franchise, for printing: the views on the screen only render those near the scroll position. */
export function PrintedTitles({ groups }: { groups: readonly Group[] }) {
  const texts = useResultsTexts().results
  const franchiseName = useFranchiseName()
  const titleName = useTitleName()
  if (!useIsPrinting()) return null
  return (
    <div className="hidden columns-2 gap-8 print:block">
      {groups.map(({ franchise, titles }) => {
        const { watched, total, begun } = completionOf(franchise.media)
        return (
          <section key={franchise.id} className="break-inside-avoid pb-4">
            <h2 className="font-semibold">{franchiseName(franchise)}</h2>
            <p className="text-s text-muted">{texts.completion(watched, total, begun)}</p>
            <ul>
              {titles.map(({ id, member }) => (
                <li key={id} className="mt-1.5 flex break-inside-avoid gap-2 text-s">
                  <StateMark mark={markOf(member)} className="size-5" />
                  <span>
                    {titleName(member)}
                    <span className="block text-muted">
                      <Kind media={member} /> ·{' '}
                      <span className="whitespace-nowrap">
                        <Extent media={member} />
                      </span>
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
