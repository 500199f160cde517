import { lazy } from 'react'
import { buttonStyles } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { LazyMenuButton } from '../components/lazy-menu-button.tsx'
import { useTexts } from '../texts/language.tsx'

const loadMenu = () => import('./preferences-menu.tsx')
const PreferencesMenu = lazy(loadMenu)

/** Opens the choice of theme and language. */
export function PreferencesButton() {
  return (
    <LazyMenuButton
      load={loadMenu}
      menu={(button) => <PreferencesMenu>{button}</PreferencesMenu>}
      label={useTexts().shell.preferences}
      className={buttonStyles.icon}
    >
      <Icon name="gear" />
    </LazyMenuButton>
  )
}
