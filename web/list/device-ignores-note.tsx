import { useState } from 'react'
import { accountIgnores } from '../data/acting.ts'
import { deviceIgnores } from '../data/device-ignores.ts'
import { useDeviceValue } from '../data/device-value.ts'
import { isOver } from '../data/ignore.ts'
import { problemOf } from '../data/problems.ts'
import { buttonStyles } from '../ui/button.tsx'
import { ProblemBanner } from '../ui/problem-banner.tsx'
import { showToast } from '../ui/toasts.tsx'
import { useActing } from './acting-context.tsx'
import { useActingTexts } from './acting-texts.ts'

/** What somebody ignored before they signed in can move to their account, which follows them to other devices. */
export function DeviceIgnoresNote() {
  const texts = useActingTexts()
  const acting = useActing()
  const ignores = useDeviceValue(deviceIgnores).filter((one) => !isOver(one, Date.now()))
  const [isMoving, setIsMoving] = useState(false)
  if (acting?.place !== 'own' || ignores.length === 0) return null
  const move = async () => {
    setIsMoving(true)
    try {
      await accountIgnores.ignore(ignores)
      deviceIgnores.set(undefined)
      showToast({ text: texts.moved, kind: 'good' })
    } catch (error) {
      showToast({ text: texts.notMoved(texts.reasons[problemOf(error as Error).reason]), kind: 'bad' })
    } finally {
      setIsMoving(false)
    }
  }
  return (
    <ProblemBanner
      icon="hidden"
      action={
        <span className="flex gap-2">
          <button
            type="button"
            className={buttonStyles.secondary}
            disabled={isMoving}
            onClick={() => void move()}
          >
            {texts.move}
          </button>
          <button type="button" className={buttonStyles.quiet} onClick={() => deviceIgnores.set(undefined)}>
            {texts.forget}
          </button>
        </span>
      }
    >
      {texts.onDevice(ignores.length)}
    </ProblemBanner>
  )
}
