import { lazy, Suspense, useState } from 'react'
import { buttonStyles } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { useTexts } from '../texts/language.tsx'

const loadMenu = () => import('./preferences-menu.tsx')
const PreferencesMenu = lazy(loadMenu)

/** Opens the choice of theme and language, whose code comes when somebody reaches for it. */
export function PreferencesButton() {
  const texts = useTexts()
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={texts.shell.preferences}
      aria-haspopup="menu"
      className={buttonStyles.icon}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    >
      <Icon name="gear" />
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <PreferencesMenu>{button}</PreferencesMenu>
    </Suspense>
  )
}
