/** Each language in its own words. */
export const languageNames = { en: 'English', pt: 'Português' } as const
