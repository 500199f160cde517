import { Parser } from 'htmlparser2'

/** Elements after which a new line begins; two in a row make a paragraph, as browsers draw them. */
const breaks: ReadonlySet<string> = new Set(['br', 'li', 'tr'])
const blocks: ReadonlySet<string> = new Set(['p', 'div', 'ul', 'ol', 'table', 'blockquote', 'hr', 'center'])
/** Elements whose text is not for people. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'noscript', 'title'])

/** More of it is nothing that somebody reads in a panel. */
const mostCharacters = 10_000

/**
 * The plain text of a description, which anyone may edit at AniList: its paragraphs without any markup. AniList's signs for
 * spoilers, `~!` and `!~`, are left out with what they hide.
 *
 * @example
 * parseSynopsis('Two <b>friends</b>.<br><br>(Source: …)') // ['Two friends.', '(Source: …)']
 */
export function parseSynopsis(html: string): readonly string[] {
  let text = ''
  let silence = 0
  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) silence++
      if (breaks.has(name)) text += '\n'
      if (blocks.has(name)) text += '\n\n'
    },
    onclosetag(name) {
      if (silent.has(name)) silence--
      if (blocks.has(name)) text += '\n\n'
    },
    ontext(words) {
      if (silence === 0) text += words
    },
  })
  parser.end(html.slice(0, mostCharacters))
  return text
    .replace(/~!.*?(!~|$)/gs, '')
    .replace(/\r/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim(),
    )
    .filter((paragraph) => paragraph !== '')
}
