import { useState } from 'react'
import type { ListStatus } from '../../src/core/list.ts'
import { availability } from '../../src/core/stats.ts'
import { ignoreOf } from '../data/changed-answer.ts'
import { isMissing } from '../data/rail.ts'
import type { Franchise, Member } from '../data/scan.ts'
import type { FoundTitle } from '../titles/title.ts'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { Button, buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { type Acting, useActing } from './acting-context.tsx'
import { franchiseItems, MenuButton, titleItems, useActingWords } from './ignore-menu.tsx'
import { useSelected, useSelecting } from './selection.ts'

/** Actions on the title whose details are open. */
export function TitleActions({ found }: { found: FoundTitle }) {
  const acting = useActing()
  const texts = useActingTexts()
  const { media, hidden } = found
  const name = useTitleName()(media)
  if (!acting) return null
  const isListed = media.entry != null
  const isOwn = acting.place === 'own'
  const mayAdd = acting.place === 'elsewhere' || (acting.canAdd && !isListed)
  return (
    <>
      {mayAdd && (
        <Button look="primary" onClick={() => acting.add([{ id: media.id, name }])}>
          <Icon name="plus" className="size-4" />
          {acting.place === 'elsewhere' ? texts.addToOwn : texts.addPlanning}
        </Button>
      )}
      {mayAdd && isBegun(media) && (
        <Button aria-haspopup="dialog" look="secondary" onClick={() => addSeen(acting, [media], () => name)}>
          <Icon name="check" className="size-4" />
          {seenAs(media) === 'CURRENT' ? texts.watchingIt : texts.seenIt}
        </Button>
      )}
      {isOwn && isListed && media.state === 'planned' && (
        <span className="inline-flex min-h-11 items-center gap-2 pr-2 font-medium text-good">
          <Icon name="bookmark" />
          {texts.planned}
        </span>
      )}
      {acting.canIgnore && hidden?.rule === 'ignored' && (
        <Button
          look="secondary"
          onClick={() => acting.bringBack({ ignores: [ignoreOf(hidden)], name, gone: new Set() })}
        >
          {texts.bringBack}
        </Button>
      )}
      {acting.canIgnore && media.state === 'missing' && found.franchise && (
        <IgnoreButton media={media} franchise={found.franchise} acting={acting} name={name} />
      )}
    </>
  )
}

function IgnoreButton({
  media,
  franchise,
  acting,
  name,
}: {
  media: FoundTitle['media']
  franchise: Franchise
  acting: Acting
  name: string
}) {
  const words = useActingWords()
  const franchiseName = useFranchiseName()(franchise)
  return (
    <MenuButton
      className={buttonStyles.secondary}
      items={() => {
        const [first, ...rest] =
          franchise.media.length > 1 ? franchiseItems(franchise, franchiseName, acting, words) : []
        return [
          ...titleItems([{ startDate: noDate, nextAiring: null, ...media }], name, acting, words),
          ...(first ? [{ ...first, apart: true }, ...rest] : []),
        ]
      }}
    >
      <Icon name="hidden" className="size-4" />
      {words.texts.ignore}
      <Icon name="down" className="size-4" />
    </MenuButton>
  )
}

const noDate = { year: null, month: null, day: null }

/** Actions on the missing titles of a franchise. */
export function FranchiseActions({
  franchise,
  titles,
  size = 'small',
}: {
  franchise: Franchise
  /** The titles that are shown. */
  titles: readonly Member[]
  size?: 'small' | 'large'
}) {
  const words = useActingWords()
  const { texts } = words
  const acting = useActing()
  const nameOf = useTitleName()
  const name = useFranchiseName()(franchise)
  if (!acting || !(acting.canAdd || acting.canIgnore)) return null
  const missing = titles.filter(isMissing)
  const seen = seenAmong(missing)
  const listed = franchise.media.filter(({ entry }) => entry !== null).length
  const isLarge = size === 'large'
  return (
    <>
      {acting.canAdd && missing.length > 0 && (
        <button
          type="button"
          aria-label={isLarge ? undefined : texts.addOf(missing.length, name)}
          className={isLarge ? buttonStyles.secondary : `${buttonStyles.quiet} gap-1! px-1.5! text-accent!`}
          onClick={() =>
            acting.add(
              missing.map((member) => ({ id: member.id, name: nameOf(member) })),
              { leftAlone: listed },
            )
          }
        >
          <Icon name="plus" className="size-4" />
          {isLarge ? (
            texts.addCount(missing.length)
          ) : (
            // The narrowest screens need the space for the franchise's name.
            <>
              <span className="max-[22rem]:hidden">{texts.addShort(missing.length)}</span>
              <span className="min-[22rem]:hidden">{missing.length}</span>
            </>
          )}
        </button>
      )}
      {acting.canIgnore && (
        <MenuButton
          label={texts.more(name)}
          className={isLarge ? `${buttonStyles.icon} border border-edge` : `${buttonStyles.icon} -mr-3`}
          items={() => [
            ...(isLarge || missing.length === 0
              ? []
              : [
                  {
                    label: texts.selectCount(missing.length),
                    icon: 'select' as const,
                    run: () =>
                      acting.selection.set([...acting.selection.ids(), ...missing.map(({ id }) => id)]),
                  },
                ]),
            ...(acting.canAdd && seen.length > 0
              ? [
                  {
                    label: texts.seenCount(seen.length),
                    icon: 'check' as const,
                    run: () => addSeen(acting, seen, nameOf),
                  },
                ]
              : []),
            ...franchiseItems(franchise, name, acting, words),
          ]}
        >
          <Icon name="dots" className="size-5 stroke-3" />
        </MenuButton>
      )}
    </>
  )
}

/** Whether any of a title is out. */
function isBegun({ status }: Partial<Pick<Member, 'status'>>): boolean {
  return status !== 'NOT_YET_RELEASED'
}

/** The titles that may have been watched: a single one if any of it is out, of several those that are out completely. */
export function seenAmong(titles: readonly Member[]): readonly Member[] {
  return titles.filter(titles.length === 1 ? isBegun : (title) => availability(title) === 'out')
}

/** The status for a title that was seen: one that is still airing cannot be completed. */
function seenAs({ status }: Partial<Pick<Member, 'status'>>): ListStatus {
  return status === 'RELEASING' ? 'CURRENT' : 'COMPLETED'
}

type Seen = Pick<Member, 'id'> & Partial<Pick<Member, 'status' | 'episodes'>>

/** Adds titles as already seen, after a preview. */
export function addSeen<Title extends Seen>(
  acting: Acting,
  titles: readonly Title[],
  nameOf: (title: Title) => string,
): void {
  const [first] = titles
  acting.add(
    titles.map((title) => ({ id: title.id, name: nameOf(title), episodes: title.episodes })),
    { status: titles.length === 1 && first ? seenAs(first) : 'COMPLETED' },
  )
}

interface TitleActProps {
  readonly member: Member
  /** The position of the button, which is 44 by 44 pixels with the mark at its centre. */
  readonly markClass: string
  readonly markSize?: string
  /** The clickable area for selecting, such as the poster. */
  readonly coverClass: string
}

/** Overlays the mark of a missing title with a button that adds it, or its poster with a checkbox. */
export function TitleAct(props: TitleActProps) {
  const acting = useActing()
  return acting && (acting.canAdd || acting.canIgnore) ? <Act {...props} acting={acting} /> : null
}

function Act({ member, markClass, markSize, coverClass, acting }: TitleActProps & { acting: Acting }) {
  const isSelecting = useSelecting(acting.selection)
  if (isSelecting && member.state === 'missing') {
    return <SelectBox member={member} className={coverClass} acting={acting} />
  }
  return acting.canAdd && !isSelecting ? (
    <AddMark member={member} className={markClass} markSize={markSize} acting={acting} />
  ) : null
}

function AddMark({
  member,
  className,
  markSize = 'size-6',
  acting,
}: {
  member: Member
  className: string
  markSize?: string | undefined
  acting: Acting
}) {
  const texts = useActingTexts()
  const name = useTitleName()(member)
  const [wasPressed, setWasPressed] = useState(false)
  const isMissing = member.state === 'missing'
  // A pressed button stays, as it has the focus.
  if (!isMissing && !wasPressed) return null
  const label = isMissing ? texts.add(name) : texts.isListed(name)
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={!isMissing || undefined}
      onClick={() => {
        if (!isMissing) return
        setWasPressed(true)
        acting.add([{ id: member.id, name }])
      }}
      className={`group/add absolute z-1 grid size-11 place-items-center rounded-full ${className}`}
    >
      {isMissing && (
        <span
          className={`grid place-items-center rounded-full bg-accent-strong text-on-accent opacity-0 transition-opacity duration-140 group-hover/add:opacity-100 group-focus-visible/add:opacity-100 ${markSize}`}
        >
          <Icon name="plus" className="size-[62%] stroke-[2.5]" />
        </span>
      )}
    </button>
  )
}

function SelectBox({ member, className, acting }: { member: Member; className: string; acting: Acting }) {
  const texts = useActingTexts()
  const name = useTitleName()(member)
  const isSelected = useSelected(acting.selection, member.id)
  return (
    <label
      className={`absolute z-1 rounded-s has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isSelected ? 'ring-3 ring-accent' : ''} ${className}`}
    >
      <input
        type="checkbox"
        aria-label={texts.select(name)}
        checked={isSelected}
        onChange={() => acting.selection.toggle(member.id)}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1.5 left-1.5 grid size-6 place-items-center rounded-s border-2 border-edge bg-surface text-on-accent peer-checked:border-accent peer-checked:bg-accent [&>svg]:invisible peer-checked:[&>svg]:visible"
      >
        <Icon name="check" className="size-4 stroke-3" />
      </span>
    </label>
  )
}
