/** Each language's name for itself. */
export const languageNames = { en: 'English', pt: 'Português' } as const
