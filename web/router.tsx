import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { HomePage } from './pages/home-page.tsx'
import { loadResultsPage } from './pages/results-page-loader.ts'
import { parseResultsSearch } from './results/results-search.ts'
import { formatQuery, parseQuery } from './shell/address-query.ts'
import { CrashPage } from './shell/crash-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

/** Every page, by its address. All but the first come when somebody goes there. */
const routes = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name',
    validateSearch: parseResultsSearch,
    component: lazyRouteComponent(loadResultsPage, 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/u/$name/franchise/$id',
    validateSearch: parseResultsSearch,
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
