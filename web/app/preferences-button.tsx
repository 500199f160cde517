import { lazy } from 'react'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { LazyMenuButton } from '../ui/lazy-menu-button.tsx'
import { useTexts } from '../ui/texts/language.tsx'

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
