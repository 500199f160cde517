import { isMissing } from '../data/rail.ts'
import type { Franchise, Member } from '../data/scan.ts'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useActing } from './acting-context.tsx'
import { franchiseItems, MenuButton, useActingWords } from './ignore-menu.tsx'

/** What one can do with what is missing of a franchise: add it all, or leave it out. */
export function FranchiseActions({
  franchise,
  titles,
  size = 'small',
}: {
  franchise: Franchise
  /** Those of its titles that are shown. */
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
  const listed = franchise.media.filter(({ entry }) => entry !== null).length
  const isLarge = size === 'large'
  return (
    <>
      {acting.canAdd && missing.length > (isLarge ? 0 : 1) && (
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
            // On the narrowest screens the name of the franchise needs the room.
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
            ...franchiseItems(franchise, name, acting, words),
          ]}
        >
          <Icon name="dots" className="size-5 stroke-3" />
        </MenuButton>
      )}
    </>
  )
}
