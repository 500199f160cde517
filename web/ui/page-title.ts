import { useEffect } from 'react'
import { useTexts } from './texts/language.tsx'

/** Names the page, in the tab and in the history; the product alone where it has no name. */
export function usePageTitle(page: string | undefined): void {
  const texts = useTexts()
  useEffect(() => {
    document.title = page === undefined ? texts.productName : texts.pageTitle(page)
  }, [page, texts])
}
