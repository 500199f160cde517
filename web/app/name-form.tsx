import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useRef, useState } from 'react'
import { isUserName } from '../data/user-names.ts'
import { buttonStyles } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { useTexts } from '../ui/texts/language.tsx'

/** Asks for a username, and opens its results. */
export function NameForm() {
  const texts = useTexts().home
  const keyTexts = useTexts().keys
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const [fieldId, problemId] = [useId(), useId()]
  useKeys([{ keys: '/', label: keyTexts.search, run: () => field.current?.focus() }])

  const find = (event: FormEvent) => {
    event.preventDefault()
    const name = parseName(field.current?.value ?? '')
    if (isUserName(name)) void navigate({ to: '/u/$name', params: { name } })
    else {
      setProblem(name === '' ? texts.nameMissing : texts.nameInvalid)
      field.current?.focus()
    }
  }
  return (
    <form onSubmit={find} noValidate className="mt-8">
      <label htmlFor={fieldId} className="sr-only">
        {texts.field}
      </label>
      <div className="flex gap-2">
        <input
          ref={field}
          id={fieldId}
          name="name"
          placeholder={texts.field}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          onChange={() => setProblem(undefined)}
          className="min-h-12 min-w-0 flex-1 rounded-s border border-edge bg-surface px-4 placeholder:text-muted"
        />
        <button type="submit" className={`${buttonStyles.primary} min-h-12`}>
          {texts.find}
        </button>
      </div>
      <p id={problemId} role="alert" className="min-h-5 pt-1 text-s text-bad">
        {problem}
      </p>
    </form>
  )
}

/** Also accepts the address of a profile, which many people paste. */
function parseName(text: string): string {
  const trimmed = text.trim()
  return /anilist\.co\/user\/([^/?#\s]+)/i.exec(trimmed)?.[1] ?? trimmed.replace(/^@/, '')
}
