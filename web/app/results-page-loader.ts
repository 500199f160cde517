/** Loads the code of the results, once: it is no part of the first load. */
export const loadResultsPage = () => import('./results-page.tsx')
