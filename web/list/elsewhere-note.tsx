import { Link } from '@tanstack/react-router'
import { useAccount } from '../data/account.ts'
import { Icon } from '../ui/icon.tsx'
import { useActing } from './acting-context.tsx'
import { useActingTexts } from './acting-texts.ts'

/** Says to whoever is signed in that this is not their list, and leads to theirs. */
export function ElsewhereNote({ name }: { name: string }) {
  const texts = useActingTexts()
  const account = useAccount()
  const acting = useActing()
  if (acting?.place !== 'elsewhere' || !account) return null
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 rounded-m bg-sunken px-4 py-1 text-s">
      <Icon name="person" className="size-4 text-muted" />
      <span className="py-2">{texts.elsewhere(name)}</span>
      <Link
        to="/u/$name"
        params={{ name: account.name }}
        className="inline-flex min-h-9 items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
      >
        {texts.toOwnList}
      </Link>
    </p>
  )
}
