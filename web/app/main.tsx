import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/styles/main.css'
import { languagePreference } from '../data/preferences.ts'
import { queryClient } from '../data/query-client.ts'
import { followSession } from '../data/session.ts'
import { chooseLanguage, LanguageProvider, loadWords } from '../ui/texts/language.tsx'
import { router } from './router.tsx'
import { followTheme, keepForOffline, reloadForNewVersion } from './startup.ts'

reloadForNewVersion()
keepForOffline()

followTheme()
followSession()
const words = await loadWords(chooseLanguage(languagePreference.get(), navigator.languages))

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider initial={words}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
