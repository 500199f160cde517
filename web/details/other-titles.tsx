import type { Member } from '../data/scan.ts'
import { useTexts } from '../ui/texts/language.tsx'

/** What a title is called in the other languages. */
export function OtherTitles({ media, shown }: { media: Pick<Member, 'title'>; shown: string }) {
  const texts = useTexts()
  const languages = [
    ['english', 'en'],
    ['romaji', 'ja-Latn'],
    ['native', undefined],
  ] as const
  const names = languages.flatMap(([language, tag]) => {
    const name = media.title[language]
    return name && name !== shown ? [{ language, tag, name }] : []
  })
  const distinct = names.filter(({ name }, at) => names.findIndex((one) => one.name === name) === at)
  if (distinct.length === 0) return null
  return (
    <dl className="mb-3 flex flex-col gap-1">
      {distinct.map(({ language, tag, name }) => (
        <div key={language}>
          <dt className="sr-only">{texts.shell.titleLanguages[language]}</dt>
          <dd lang={tag} className="font-medium">
            {name}
          </dd>
        </div>
      ))}
    </dl>
  )
}
