import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccount } from '../data/account.ts'
import { deviceIgnores, isOver } from '../data/ignore.ts'
import { accountIgnores } from '../data/list-writes.ts'
import { problemOf } from '../data/problems.ts'
import { useValue } from '../data/value.ts'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemBanner } from '../ui/problem.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { showToast } from '../ui/toasts.tsx'
import { useActing } from './acting-context.tsx'

/** What somebody ignored before they signed in can move to their account, which follows them to other devices. */
export function DeviceIgnoresNote() {
  const texts = useActingTexts()
  const acting = useActing()
  const ignores = useValue(deviceIgnores).filter((one) => !isOver(one, Date.now()))
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

/** Says to whoever is signed in that this is not their list, and leads to theirs. */
export function ElsewhereNote({ name }: { name: string }) {
  const texts = useActingTexts()
  const account = useAccount()
  const acting = useActing()
  if (acting?.place !== 'elsewhere' || !account) return null
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 rounded-m bg-sunken px-4 py-1 text-s">
      <span className="flex items-center gap-3 py-2">
        <Icon name="person" className="size-4 shrink-0 text-muted" />
        {texts.elsewhere(name)}
      </span>
      <Link
        to="/u/$name"
        params={{ name: account.name }}
        className="inline-flex min-h-9 items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
      >
        {texts.toOwnList}
      </Link>
    </p>
  )
}
