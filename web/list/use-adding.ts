import { useEffect, useRef, useState } from 'react'
import { additions } from '../data/acting.ts'
import { interrupted, pendingAdditions } from '../data/pending-additions.ts'
import { useActingTexts } from './acting-texts.ts'
import { type Adding, type AddingContext, createAdding } from './adding.ts'

/** Adds to the list of the account; goes on by itself with what was cut off, by a page that was closed or a connection that broke. */
export function useAdding(context: Omit<AddingContext, 'texts'>): Adding {
  const texts = useActingTexts()
  const newest = useRef({ ...context, texts })
  newest.current = { ...context, texts }
  const [adding] = useState(() => createAdding(() => newest.current))

  const account = context.account?.id
  useEffect(() => {
    if (account === undefined) return
    const goOn = () => {
      const addition = additions.resume(interrupted(pendingAdditions.get(), account, Date.now()))
      if (addition) adding.follow(addition.id)
    }
    const onOnline = () => {
      for (const id of additions.lost(account)) adding.retry(id)
      goOn()
    }
    goOn()
    addEventListener('online', onOnline)
    return () => removeEventListener('online', onOnline)
  }, [account, adding])
  return adding
}
