import { Link } from '@tanstack/react-router'
import { buttonStyles } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { useTexts } from '../ui/texts/language.tsx'

export function NotFoundPage() {
  const texts = useTexts()
  usePageTitle(texts.notFound.title)
  return (
    <Notice
      icon="search"
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
