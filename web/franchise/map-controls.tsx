import type { Member } from '../data/scan.ts'
import { MenuButton } from '../list/ignore-menu.tsx'
import { type Mark, markIcons, markOf, StateMark } from '../titles/title-mark.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { fittingLayout } from './franchise-map.tsx'
import { type Zoom, zooms } from './layout.ts'
import { type FranchiseLines, isRetelling } from './lines.ts'
import { type ShownFranchise, useStopTexts } from './stop-texts.ts'

/** Explains the marks and lines that this map has. */
export function Legend({ media, lines }: { media: readonly Member[]; lines: FranchiseLines }) {
  const texts = useResultsTexts()
  const marks = new Set(media.map(markOf))
  const leads = [...lines.leads.values()]
  const isChain = (kind: string) => kind === 'SEQUEL' || kind === 'PREQUEL'
  const looks = [
    ['chain', 'stroke-edge stroke-5', leads.some(({ kind }) => isChain(kind))],
    ['side', 'stroke-edge stroke-2', leads.some(({ kind }) => !isChain(kind) && !isRetelling(kind))],
    ['back', 'stroke-edge stroke-2 [stroke-dasharray:0.1_5]', leads.some(({ kind }) => isRetelling(kind))],
  ] as const
  return (
    <ul
      aria-label={texts.franchise.legend}
      className="flex flex-wrap items-center gap-x-5 gap-y-2 text-s text-muted"
    >
      {(Object.keys(markIcons) as Mark[])
        .filter((mark) => marks.has(mark))
        .map((mark) => (
          <li key={mark} className="flex items-center gap-2">
            <span aria-hidden="true">
              <StateMark mark={mark} className="size-5" />
            </span>
            {texts.media.states[mark]}
          </li>
        ))}
      {looks.map(
        ([kind, look, isThere]) =>
          isThere && (
            <li key={kind} className="flex items-center gap-2">
              <svg viewBox="0 0 24 8" className="h-2 w-6" strokeLinecap="round" aria-hidden="true">
                <path d="M3 4H21" className={look} />
              </svg>
              {texts.franchise.lines[kind]}
            </li>
          ),
      )}
    </ul>
  )
}

/** Small franchises start with posters. */
export function firstZoom(titles: number): Zoom {
  return titles <= 8 ? 'posters' : 'titles'
}

export function ZoomChoice({ zoom, onChange }: { zoom: Zoom; onChange: (zoom: Zoom) => void }) {
  const texts = useResultsTexts().franchise
  return (
    <fieldset className="flex rounded-s border border-edge bg-surface p-0.5 print:hidden">
      <legend className="sr-only">{texts.zoom}</legend>
      {zooms.map((one) => (
        <label
          key={one}
          className="inline-flex min-h-10 items-center rounded-s px-3 text-s text-muted has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="zoom"
            className="sr-only"
            checked={one === zoom}
            onChange={() => onChange(one)}
          />
          {texts.zooms[one]}
        </label>
      ))}
    </fieldset>
  )
}

export function SaveButton(shown: ShownFranchise) {
  const texts = useResultsTexts().franchise
  const textsOf = useStopTexts(shown)
  const save = async (format: 'svg' | 'png') => {
    const { saveMap } = await import('./save-map.tsx')
    const members = new Map(shown.franchise.media.map((one) => [one.id, one]))
    await saveMap(format, shown.name, fittingLayout(shown, textsOf), members)
  }
  return (
    <MenuButton
      label={texts.save}
      className={`${buttonStyles.icon} border border-edge`}
      items={() =>
        (['svg', 'png'] as const).map((format) => ({
          label: texts.saveAs[format],
          icon: 'download' as const,
          run: () => void save(format),
        }))
      }
    >
      <Icon name="download" />
    </MenuButton>
  )
}
