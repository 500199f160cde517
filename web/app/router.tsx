import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent } from '@tanstack/react-router'
import { formatQuery, parseQuery } from '../data/address-query.ts'
import type { ResultsQuery } from '../data/results-search.ts'
import { Button, buttonStyles } from '../ui/button.tsx'
import { FirstIcon } from '../ui/first-icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePageTitle, useTexts } from '../ui/texts/language.tsx'
import { HomePage, loadResultsPage } from './home-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

/** Parsed by the pages of results, whose code is not part of the first load. */
const validateSearch = (query: ResultsQuery) => query

/** All pages. All but the first are loaded lazily. */
const routes = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name',
    validateSearch,
    component: lazyRouteComponent(loadResultsPage, 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name/franchise/$id',
    validateSearch,
    component: lazyRouteComponent(() => import('./franchise-page.tsx'), 'FranchisePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
])

export const router = createRouter({
  routeTree: routes,
  parseSearch: parseQuery,
  stringifySearch: formatQuery,
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Shown instead of a page whose code failed. */
function CrashPage({ error }: { error: unknown }) {
  const texts = useTexts()
  return (
    <Notice
      icon={<FirstIcon name="warning" />}
      tone="bad"
      title={texts.crash.title}
      actions={
        <Button look="primary" onClick={() => location.reload()}>
          {texts.crash.reload}
        </Button>
      }
    >
      <p>{texts.crash.text}</p>
      <details className="text-s">
        <summary>{texts.crash.details}</summary>
        <code className="break-all">{String(error)}</code>
      </details>
    </Notice>
  )
}

function NotFoundPage() {
  const texts = useTexts()
  usePageTitle(texts.notFound.title)
  return (
    <Notice
      icon={<FirstIcon name="search" />}
      title={texts.notFound.title}
      actions={
        <Link to="/" className={buttonStyles.primary}>
          {texts.notFound.home}
        </Link>
      }
    >
      <p>{texts.notFound.text}</p>
    </Notice>
  )
}
