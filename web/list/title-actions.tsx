import { ignoreOf } from '../data/changed-answer.ts'
import type { Franchise } from '../data/scan.ts'
import type { FoundTitle } from '../titles/title.ts'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { type Acting, useActing } from './acting-context.tsx'
import { franchiseItems, MenuButton, titleItems, useActingWords } from './ignore-menu.tsx'

/** What one can do with the title whose details are open. */
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
        <button
          type="button"
          className={buttonStyles.primary}
          onClick={() => acting.add([{ id: media.id, name }])}
        >
          <Icon name="plus" className="size-4" />
          {acting.place === 'elsewhere' ? texts.addToOwn : texts.addPlanning}
        </button>
      )}
      {isOwn && isListed && media.state === 'planned' && (
        <span className="inline-flex min-h-11 items-center gap-2 pr-2 font-medium text-good">
          <Icon name="bookmark" />
          {texts.planned}
        </span>
      )}
      {acting.canIgnore && hidden?.rule === 'ignored' && (
        <BringBack found={found} acting={acting} name={name} />
      )}
      {acting.canIgnore && media.state === 'missing' && found.franchise && (
        <IgnoreButton found={found} franchise={found.franchise} acting={acting} name={name} />
      )}
    </>
  )
}

function BringBack({ found, acting, name }: { found: FoundTitle; acting: Acting; name: string }) {
  const texts = useActingTexts()
  const { hidden } = found
  if (!hidden) return null
  return (
    <button
      type="button"
      className={buttonStyles.secondary}
      onClick={() => acting.bringBack({ ignores: [ignoreOf(hidden)], name, gone: new Set() })}
    >
      {texts.bringBack}
    </button>
  )
}

function IgnoreButton({
  found: { media },
  franchise,
  acting,
  name,
}: {
  found: FoundTitle
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
