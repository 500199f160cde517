import type { ComponentProps } from 'react'
import { buttonStyles } from './button.tsx'

/**
 * The end of a dialog that asks: a way back, and what it asks about, as a button with the attributes that are given.
 *
 * @param props.back the words of the way back
 */
export function DialogActions({
  back,
  onBack,
  ...action
}: ComponentProps<'button'> & { back: string; onBack: () => void }) {
  return (
    <>
      <button type="button" className={buttonStyles.quiet} onClick={onBack}>
        {back}
      </button>
      <button type="button" className={`${buttonStyles.primary} flex-1`} {...action} />
    </>
  )
}
