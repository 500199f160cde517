import { useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { beginSignIn, signInPath } from '../data/sign-in.ts'
import { signOut } from '../data/sign-out.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Rich } from '../ui/texts/rich.tsx'
import { showToast } from '../ui/toasts.tsx'
import { useAccountTexts } from './account-texts.ts'

/** How to become somebody else: AniList decides who comes, so the way leads by there. */
export default function NotYouDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const texts = useAccountTexts()
  const here = useRouterState({ select: ({ location }) => location.href })
  const [isLeaving, setIsLeaving] = useState(false)
  const change = async () => {
    setIsLeaving(true)
    try {
      await signOut()
    } catch {
      setIsLeaving(false)
      showToast({ text: texts.signOutFailed, kind: 'bad' })
      return
    }
    beginSignIn()
    location.assign(signInPath(here))
  }
  return (
    <Dialog
      title={texts.notYouTitle}
      onClose={onClose}
      footer={
        <DialogActions
          back={texts.stay(name)}
          onBack={onClose}
          disabled={isLeaving}
          onClick={() => void change()}
        >
          {texts.change}
        </DialogActions>
      }
    >
      <p className="pb-3">{texts.notYouText(name)}</p>
      <p className="text-muted">
        <Rich
          text={texts.notYouHint}
          tags={{
            anilist: (words) => (
              <a
                href="https://anilist.co"
                target="_blank"
                rel="noreferrer"
                className="underline underline-offset-4"
              >
                {words}
              </a>
            ),
          }}
        />
      </p>
    </Dialog>
  )
}
