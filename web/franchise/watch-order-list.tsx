import type { Franchise, Member } from '../data/scan.ts'
import { TitleAct } from '../list/title-actions.tsx'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useStopTexts } from './stop-texts.ts'

/** The same titles as on the map, one after the other as one should watch them. */
export function WatchOrderList({
  franchise,
  name,
  next,
}: {
  franchise: Franchise
  name: string
  next: Member | undefined
}) {
  const texts = useResultsTexts().franchise
  const textsOf = useStopTexts(franchise, name)
  return (
    <section aria-labelledby="watch-order" className="min-w-0">
      <h2 id="watch-order" className="font-semibold">
        {texts.watchOrder}
      </h2>
      <ol className="mt-2 print:columns-2 print:gap-8">
        {franchise.media.map((member, at) => {
          const { name, relation } = textsOf(member)
          const isNext = member.id === next?.id
          const mark = markOf(member)
          return (
            <li
              key={member.id}
              aria-current={isNext ? 'step' : undefined}
              className={`relative border-b border-rule break-inside-avoid ${isNext ? 'bg-accent-soft' : ''}`}
            >
              <TitleLink media={member} className="flex items-start gap-3 px-2 py-2.5 hover:bg-sunken">
                <span className="w-6 shrink-0 text-right text-s leading-6 text-muted tabular-nums">
                  {at + 1}
                </span>
                <StateMark mark={mark} />
                <span className="min-w-0 flex-1">
                  <span className={`block ${member.state === 'missing' || isNext ? 'font-medium' : ''}`}>
                    {name}
                  </span>
                  <span className="block text-s text-muted">
                    <Kind media={member} />
                    {relation && ` · ${relation}`}
                  </span>
                  <span className="block text-s text-muted empty:hidden">
                    {member.state === 'missing' && <Extent media={member} />}
                  </span>
                </span>
                {isNext && (
                  <span className="rounded-full bg-accent px-2 text-s leading-5 font-medium text-on-accent">
                    {mark === 'watching' ? texts.resume : texts.next}
                  </span>
                )}
              </TitleLink>
              <TitleAct member={member} markClass="top-0 left-8.5" coverClass="inset-0" />
            </li>
          )
        })}
      </ol>
    </section>
  )
}
