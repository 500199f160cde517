import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { HomePage } from './pages/home-page.tsx'
import { loadResultsPage } from './pages/results-page-loader.ts'
import { parseResultsSearch } from './results/results-search.ts'
import { scanDefaults, withScanDefaults } from './results/scan-defaults.ts'
import { formatQuery, parseQuery } from './shell/address-query.ts'
import { CrashPage } from './shell/crash-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { Shell } from './shell/shell.tsx'

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
    component: lazyRouteComponent(() => import('./pages/franchise-page.tsx'), 'FranchisePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
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
