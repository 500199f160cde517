import { Link } from '@tanstack/react-router'
import { buttonStyles } from '../ui/button.tsx'
import { FirstIcon } from '../ui/first-icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePageTitle, useTexts } from '../ui/texts/language.tsx'

/** Instead of a page whose code failed. */
export function CrashPage({ error }: { error: unknown }) {
  const texts = useTexts()
  return (
    <Notice
      icon={<FirstIcon name="warning" />}
      tone="bad"
      title={texts.crash.title}
      actions={
        <button type="button" className={buttonStyles.primary} onClick={() => location.reload()}>
          {texts.crash.reload}
        </button>
      }
    >
      <p>{texts.crash.text}</p>
      <details className="text-s">
        <summary>{texts.crash.details}</summary>
        <code className="break-all">{String(error)}</code>
      </details>
    </Notice>
  )
}

export function NotFoundPage() {
  const texts = useTexts()
  usePageTitle(texts.notFound.title)
  return (
    <Notice
      icon={<FirstIcon name="search" />}
      title={texts.notFound.title}
      actions={
        <Link to="/" className={buttonStyles.primary}>
          {texts.notFound.home}
        </Link>
      }
    >
      <p>{texts.notFound.text}</p>
    </Notice>
  )
}
