import { describe, expect, test } from 'vitest'
import { franchises } from './franchises/index.ts'
import { mediaName } from './media.ts'
import { drawAvatar, drawPoster, posterColor } from './poster.ts'

const hostile = `<script>alert("1") & '2'</script>`

describe('posters are well-formed XML', () => {
  test.each([
    ['a short title', 'K-ON!'],
    ['a long title', 'Kono Subarashii Sekai ni Shukufuku wo! Kurenai Densetsu '.repeat(5)],
    ['one endless word', 'A'.repeat(300)],
    ['a Japanese title', '転生したらスライムだった件 第2期 第2部'],
    ['a title of markup', hostile],
    ['no title', ''],
  ])('%s', (_story, title) => {
    expect(faultsOf(drawPoster(42, title))).toEqual([])
  })

  test('every media of the franchises', () => {
    for (const media of franchises.flatMap((franchise) => franchise.media)) {
      expect([media.id, faultsOf(drawPoster(media.id, mediaName(media)))]).toEqual([media.id, []])
    }
  })

  test('avatars too', () => {
    expect(faultsOf(drawAvatar(7, hostile))).toEqual([])
  })

  test('the check notices what is not', () => {
    expect(faultsOf('<svg><g></svg>')).not.toEqual([])
    expect(faultsOf('<svg a="<"></svg>')).not.toEqual([])
    expect(faultsOf('<svg>a & b</svg>')).not.toEqual([])
  })
})

describe('the title on a poster', () => {
  const linesOf = (title: string) =>
    [...drawPoster(1, title).matchAll(/<text[^>]*>([^<]*)</g)].map(([, line]) => line)

  test.each([
    ['stays on one line where it fits', 'K-ON!', ['K-ON!']],
    ['breaks between words', 'Sousou no Frieren 2nd', ['Sousou no', 'Frieren 2nd']],
    ['breaks long words', 'Kokurasetaihahahahaha', ['Kokurasetaihaha', 'hahaha']],
    ['counts capitals as wide', 'HUNTER×HUNTER', ['HUNTER×HUNTE', 'R']],
    ['counts Japanese characters as wide', '鋼の錬金術師鋼の錬金術', ['鋼の錬金術師鋼の錬金', '術']],
  ])('%s', (_story, title, lines) => {
    expect(linesOf(title)).toEqual(lines)
  })

  test('ends in an ellipsis after seven lines', () => {
    const lines = linesOf('word '.repeat(60))
    expect([lines.length, lines.at(-1)]).toEqual([7, 'word word word…'])
  })
})

test('the colour is of the poster, and as easy on the eye for every id', () => {
  expect(posterColor(16498)).toMatch(/^#[0-9a-f]{6}$/)
  expect(posterColor(16498)).toBe(posterColor(16498))
  expect(new Set(Array.from({ length: 100 }, (_, id) => posterColor(id))).size).toBeGreaterThan(5)
})

/** What keeps a text from being well-formed: tags that do not match, and characters that should be escaped. */
function faultsOf(xml: string): string[] {
  const faults: string[] = []
  const open: string[] = []
  const rest = xml.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_tag, closes, name, attributes, empty) => {
      if (/&(?!(amp|lt|gt|quot|#39);)/.test(attributes)) faults.push(`attribute of ${name}`)
      if (closes && open.pop() !== name) faults.push(`</${name}>`)
      if (!closes && !empty) open.push(name)
      return ''
    },
  )
  if (open.length > 0) faults.push(`<${open.join('> <')}> left open`)
  if (/[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(rest)) faults.push('text')
  return faults
}
