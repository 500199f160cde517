import { useTexts } from '../ui/texts/language.tsx'
import { useAccountTexts } from './account-texts.ts'

/** The shape of the page of the account, until it is known who it belongs to. */
export function AccountSkeleton() {
  const texts = useTexts()
  const accountTexts = useAccountTexts()
  return (
    <div
      role="status"
      aria-label={texts.shell.loading}
      className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 px-4 pt-6"
    >
      <h1 className="text-xl font-bold tracking-tight">{accountTexts.title}</h1>
      <div className="flex h-16 animate-breathe items-center gap-4">
        <span className="size-16 rounded-full bg-sunken" />
        <span className="h-5 w-40 rounded-s bg-sunken" />
      </div>
      {['h-52', 'h-44', 'h-40', 'h-36'].map((height) => (
        <div key={height} className={`animate-breathe rounded-m bg-sunken ${height}`} />
      ))}
    </div>
  )
}
