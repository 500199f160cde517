import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { formatQuery, parseQuery } from '../data/address-query.ts'
import { parseResultsSearch, scanDefaults, withScanDefaults } from '../data/results-search.ts'
import { CrashPage, NotFoundPage } from './error-pages.tsx'
import { HomePage, loadResultsPage } from './home-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

/** What an address leaves open, this device may have a choice for; the page's address then says it, and can be shared. */
const parseSearch = (query: Readonly<Record<string, unknown>>) =>
  withScanDefaults(parseResultsSearch(query), scanDefaults.get())

/** Every page, by its address. All but the first come when somebody goes there. */
const routes = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name',
    validateSearch: parseSearch,
    component: lazyRouteComponent(loadResultsPage, 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name/franchise/$id',
    validateSearch: parseSearch,
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
