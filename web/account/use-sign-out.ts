import { signOut } from '../data/sign-out.ts'
import { showToast } from '../ui/toasts.tsx'
import { useAccountTexts } from './account-texts.ts'

/** Signs out and says so; where the server cannot be reached, says that too. @returns whether it worked */
export function useSignOut(): () => Promise<boolean> {
  const texts = useAccountTexts()
  return async () => {
    try {
      await signOut()
      showToast({ text: texts.signedOut, kind: 'good' })
      return true
    } catch {
      showToast({ text: texts.signOutFailed, kind: 'bad' })
      return false
    }
  }
}
