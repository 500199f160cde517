import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/main.css'
import { followSession } from './account/session-end.ts'
import { queryClient } from './api/query-client.ts'
import { languagePreference } from './device/preferences.ts'
import { followTheme } from './device/theme.ts'
import { router } from './router.tsx'
import { reloadForNewVersion } from './shell/new-version.ts'
import { keepForOffline } from './shell/offline.ts'
import { chooseLanguage, LanguageProvider, loadWords } from './texts/language.tsx'

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
