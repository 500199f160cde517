import { exitCodes } from '../src/cli/failure.ts'
import { type Option, options } from '../src/config/options.ts'

const all: readonly Option<unknown>[] = Object.values(options)

/** The whole of `.env.example`: every option with its description, commented out, so that a copy changes nothing. */
export function formatEnvExample(): string {
  const head = [
    'Every option with its default. To set one, copy this file to .env and remove the # before its name.',
    'Instead of NAME, NAME_FILE can name a file that contains the value.',
    'Generated from src/config/options.ts by: npm run docs',
  ]
    .map(comment)
    .join('\n')
  const entries = all.map(
    (option) => `${comment(plain(option.description))}\n#${option.name}=${option.default ?? ''}\n`,
  )
  return `${head}\n\n${entries.join('\n')}`
}

/**
 * Fills the generated sections of a document, between `<!-- begin NAME -->` and `<!-- end NAME -->`. The rest stays as it is.
 *
 * @param others additional sections of this document
 * @throws Error for a section without a generator
 */
export function fillSections(text: string, others: Sections = {}): string {
  return text.replace(
    /(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)/gs,
    (_all, begin: string, name: string, end: string) => {
      const format = others[name] ?? sections[name]
      if (format === undefined) throw new Error(`There is no generator for the section ${name}.`)
      return `${begin}${format()}${end}`
    },
  )
}

type Sections = Readonly<Record<string, () => string>>

const sections: Sections = {
  options: () =>
    formatTable(
      ['Option', 'Default', 'What it does'],
      all.map((option) => [`\`${option.name}\``, formatDefault(option), option.description]),
    ),
  'exit-codes': () =>
    formatTable(
      ['Status', 'Meaning'],
      exitCodes.map(({ exit, meaning }) => [`${exit}`, meaning]),
    ),
}

function formatDefault({ default: usual, defaultInProduction: strict }: Option<unknown>): string {
  const shown = usual === undefined ? '' : `\`${usual}\``
  if (strict === undefined) return shown
  return `${shown}; in production ${strict === '' ? 'none' : `\`${strict}\``}`
}

/** Padded, as the formatter of this repository wants tables. */
function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heading, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  const lines = [...cells.slice(0, 1), rule, ...cells.slice(1)].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return ['', ...lines, '', ''].join('\n')
}

/** Comment lines of at most 100 characters. */
function comment(text: string): string {
  const lines = text.match(/\S.{0,96}\S(?=\s|$)|\S+/g) ?? []
  return lines.map((line) => `# ${line}`).join('\n')
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}
