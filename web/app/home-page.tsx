import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useEffect } from 'react'
import type { About } from '../../src/http/schemas/account.ts'
import { SignInLink } from '../account/account-button.tsx'
import { aboutQuery, accountQuery, beginSignIn, signInPath, useAccount } from '../data/account.ts'
import { forgetName, recentNames } from '../data/user-names.ts'
import { useValue } from '../data/value.ts'
import { buttonStyles } from '../ui/button.tsx'
import { FirstIcon } from '../ui/first-icon.tsx'
import { usePageTitle, useTexts } from '../ui/texts/language.tsx'
import { NameForm } from './name-form.tsx'

export function HomePage() {
  const texts = useTexts().home
  const { data: about, isLoading: isAboutLoading } = useQuery(aboutQuery)
  const { isLoading: isAccountLoading } = useQuery(accountQuery)
  usePageTitle(undefined)
  useEffect(() => {
    // Preload the next page.
    void loadResultsPage()
  }, [])
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col px-4 pt-[9vh]">
      <HeroRail />
      <h1 className="mt-6 text-xl font-bold tracking-tight text-balance sm:text-center">{texts.question}</h1>
      <p className="mt-2 text-pretty text-muted sm:text-center">{texts.promise}</p>
      <NameForm />
      <RecentNames />
      <DemoNames names={about?.demoUsers ?? []} />
      <div className="mt-8 min-h-11">{about && <OwnList about={about} />}</div>
      {/* Hidden until its position is final, as the content above depends on the instance and the account. */}
      <ul
        className={`mt-16 grid gap-6 sm:grid-cols-3 ${isAboutLoading || isAccountLoading ? 'invisible' : ''}`}
      >
        {texts.points.map(({ title, text }) => (
          <li key={title}>
            <h2 className="font-semibold">{title}</h2>
            <p className="mt-1 text-s text-pretty text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A link to the user's own list, or else to sign in. */
function OwnList({ about: { signIn, demoUsers } }: { about: About }) {
  const texts = useTexts()
  const account = useAccount()
  const [demoUser] = demoUsers
  if (account) {
    return (
      <div className="flex sm:justify-center">
        <Link to="/u/$name" params={{ name: account.name }} className={buttonStyles.secondary}>
          {texts.account.yourList}
        </Link>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-3 sm:justify-center">
      {signIn && account === null && demoUser !== undefined ? (
        <a href={signInPath('/', demoUser)} onClick={beginSignIn} className={buttonStyles.secondary}>
          {texts.home.demoSignIn(demoUser)}
        </a>
      ) : (
        <SignInLink long />
      )}
      <p className="text-s text-muted">
        {signIn ? texts.home.publicOnly : texts.home.publicOnlyWithoutSignIn}
      </p>
    </div>
  )
}

const stops = {
  watched: { icon: 'check', look: 'size-7 bg-muted text-page' },
  missing: { icon: 'plus', look: 'size-10 bg-accent text-on-accent' },
  announced: { icon: 'clock', look: 'size-7 border-2 border-dashed border-accent bg-surface text-accent' },
} as const

/** An illustration: missing seasons in a line of watched ones. */
function HeroRail() {
  const rail = ['watched', 'watched', 'missing', 'watched', 'missing', 'announced'] as const
  return (
    <div aria-hidden="true" className="flex items-center sm:mx-auto">
      {rail.map((stop, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture that never changes
        <Fragment key={at}>
          {at > 0 && (
            <span
              className={`w-8 min-w-0 border-t-2 border-edge ${stop === 'announced' ? 'border-dashed' : ''}`}
            />
          )}
          <span className={`grid shrink-0 place-items-center rounded-full ${stops[stop].look}`}>
            <FirstIcon name={stops[stop].icon} className="size-[62%] stroke-[2.5]" />
          </span>
        </Fragment>
      ))}
    </div>
  )
}

function RecentNames() {
  const texts = useTexts().home
  const names = useValue(recentNames)
  if (names.length === 0) return null
  return (
    <section aria-label={texts.recent} className="mt-2 flex flex-wrap items-center gap-2 sm:justify-center">
      <h2 className="mr-1 text-s text-muted">{texts.recent}</h2>
      {names.map((name) => (
        <span key={name} className="flex items-stretch rounded-full border border-rule bg-surface">
          <NameLink name={name} className="rounded-l-full pl-4" />
          <button
            type="button"
            aria-label={texts.forget(name)}
            onClick={() => forgetName(name)}
            className="grid w-9 place-items-center rounded-r-full text-muted hover:bg-sunken hover:text-ink"
          >
            <FirstIcon name="cross" className="size-3.5" />
          </button>
        </span>
      ))}
    </section>
  )
}

function DemoNames({ names }: { names: readonly string[] }) {
  const texts = useTexts().home
  if (names.length === 0) return null
  return (
    <section aria-label={texts.demo} className="mt-4 flex flex-wrap items-center gap-2 sm:justify-center">
      <h2 className="w-full text-s text-muted sm:text-center">{texts.demo}</h2>
      {names.map((name) => (
        <span key={name} className="flex rounded-full border border-rule bg-surface">
          <NameLink name={name} className="rounded-full px-4" />
        </span>
      ))}
    </section>
  )
}

function NameLink({ name, className }: { name: string; className: string }) {
  return (
    <Link
      to="/u/$name"
      params={{ name }}
      className={`inline-flex min-h-10 items-center hover:bg-sunken ${className}`}
    >
      {name}
    </Link>
  )
}

/** Loads the code of the results page, which is not part of the first load. */
export const loadResultsPage = () => import('./results-page.tsx')
