/**
 * What to type to call the program, as help and hints show it: a copied line should work. npm tells that it was
 * called by `npm run cli` from a checkout.
 */
export const programName = process.env.npm_lifecycle_event === 'cli' ? 'npm run -s cli --' : 'sequel-finder'
