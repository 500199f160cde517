import type { Franchise } from '../../data/scan.ts'
import { useFranchiseName } from '../../titles/use-title-name.ts'
import { useTexts } from '../../ui/texts/language.tsx'
import { FranchiseLink } from '../franchise-link.tsx'

/** The name of a franchise above its titles, in views that show titles one by one. */
export function FranchiseHeading({ franchise, count }: { franchise: Franchise; count: number }) {
  const texts = useTexts().counts
  const name = useFranchiseName()(franchise)
  return (
    <h2 className="flex min-w-0 items-baseline gap-3 pt-6 pb-3 font-semibold">
      <FranchiseLink
        franchise={franchise}
        className="truncate underline decoration-transparent underline-offset-4 hover:decoration-edge"
      >
        {name}
      </FranchiseLink>
      <span className="text-s font-normal whitespace-nowrap text-muted">{texts.titles(count)}</span>
    </h2>
  )
}
