import { useRouterState } from '@tanstack/react-router'
import { beginSignIn, signInPath } from '../data/sign-in.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { useActingTexts } from './acting-texts.ts'

/** Why one has to sign in to add, and the way there and back. */
export default function SignInDialog({ onClose }: { onClose: () => void }) {
  const texts = useActingTexts()
  const { signInLong } = useTexts().shell
  const here = useRouterState({ select: ({ location }) => location.href })
  return (
    <Dialog
      title={texts.signInTitle}
      onClose={onClose}
      footer={
        <>
          <a href={signInPath(here)} onClick={beginSignIn} className={buttonStyles.primary}>
            {signInLong}
          </a>
          <button type="button" className={buttonStyles.quiet} onClick={onClose}>
            {texts.notNow}
          </button>
        </>
      }
    >
      <p>{texts.signInText}</p>
    </Dialog>
  )
}
