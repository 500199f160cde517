import { memo, useMemo } from 'react'
import { TitleAct } from '../list/title-act.tsx'
import { Poster } from '../titles/poster.tsx'
import type { Title } from '../titles/title.ts'
import { Extent, Kind, Score } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { LineName, lineHeight, useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { FranchiseHeading, type TitleRow, titleRows, type ViewContent } from './title-rows.tsx'
import { VirtualRows } from './virtual-rows.tsx'

/** A title to a line, with all that there is to say. */
export function ListView({ content }: { content: ViewContent }) {
  const rows = useMemo(() => titleRows(content, 1, lineHeight), [content])
  const isGrouped = 'groups' in content
  return (
    <div className="max-w-5xl">
      <VirtualRows<TitleRow>
        rows={rows}
        render={(row) =>
          row.kind === 'heading' ? (
            <FranchiseHeading franchise={row.franchise} count={row.count} />
          ) : (
            <ul>
              {row.titles.map((title) => (
                <Line key={title.id} title={title} showsFranchise={!isGrouped} />
              ))}
            </ul>
          )
        }
      />
    </div>
  )
}

const Line = memo(function Line({ title, showsFranchise }: { title: Title; showsFranchise: boolean }) {
  const { member, missing, franchise, minutes } = title
  const texts = useResultsTexts().media
  const formats = useFormats()
  const name = useTitleName()(member)
  const franchiseName = useFranchiseName()(franchise)
  return (
    <li className="relative border-b border-rule">
      <TitleLink
        media={member}
        stop
        className="group -mx-2 grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 rounded-s px-2 py-2 hover:bg-sunken md:grid-cols-[auto_minmax(0,1fr)_9rem_8rem_4rem_3rem_auto]"
      >
        <Poster media={member} mark={markOf(member)} className="w-10.5" />
        <span className="min-w-0">
          <LineName name={name} />
          {showsFranchise && franchiseName !== name && (
            <span className="block truncate text-s text-muted max-md:hidden">{franchiseName}</span>
          )}
          <span className="block truncate text-s text-muted md:hidden">
            <Kind media={member} /> · <Extent media={member} />
          </span>
        </span>
        <span className="truncate text-s text-muted max-md:hidden">
          <Kind media={member} />
        </span>
        <span className="truncate text-s text-muted max-md:hidden">
          <Extent media={member} />
        </span>
        <span className="text-right text-s text-muted max-md:hidden">
          {minutes > 0 && formats.duration(minutes)}
        </span>
        <span className="text-right text-s text-muted max-md:hidden">
          <Score media={member} />
        </span>
        <span className="flex w-16 items-center justify-end gap-2">
          <span className="text-s text-muted" title={texts.stepsLong(missing.distance)}>
            <span aria-hidden="true">{texts.steps(missing.distance)}</span>
            <span className="sr-only">{texts.stepsLong(missing.distance)}</span>
          </span>
          <StateMark mark={markOf(member)} />
        </span>
      </TitleLink>
      <TitleAct
        member={member}
        markClass="top-1/2 -right-2.5 -translate-y-1/2"
        coverClass="-inset-x-2 inset-y-0.5"
      />
    </li>
  )
})
