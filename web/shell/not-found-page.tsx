import { Link } from '@tanstack/react-router'
import { buttonStyles } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { useTexts } from '../texts/language.tsx'
import { usePageTitle } from './page-title.ts'

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
