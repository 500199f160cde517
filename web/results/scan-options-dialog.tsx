import { type ReactNode, useState } from 'react'
import { type OptionalKind, optionalKinds } from '../../src/core/relation.ts'
import { buttonStyles } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { useTexts } from '../texts/language.tsx'
import { type ScanOptions, scanOptionsOf } from './results-search.ts'
import { useResultsSearch } from './use-results-search.ts'

const depths = ['all', 1, 2, 3] as const
const nothing: ScanOptions = {
  depth: undefined,
  relations: undefined,
  adult: undefined,
  music: undefined,
  throughDropped: undefined,
  fromPlanned: undefined,
}

/** What the scan follows and reports. Changes count together, once they are applied: each is another scan. */
export default function ScanOptionsDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts()
  const { search, change } = useResultsSearch()
  const [options, setOptions] = useState<ScanOptions>(() => scanOptionsOf(search))
  const set = (part: ScanOptions) => setOptions((before) => ({ ...before, ...part }))
  const relations = options.relations ?? []
  const toggleKind = (kind: OptionalKind) => {
    const next = optionalKinds.filter((one) => (one === kind) !== relations.includes(one))
    set({ relations: next.length > 0 ? next : undefined })
  }
  const flag = (name: 'adult' | 'music' | 'throughDropped' | 'fromPlanned') => (
    <Choice
      type="checkbox"
      checked={options[name] ?? false}
      onChange={() => set({ [name]: options[name] ? undefined : true })}
    >
      {texts.scanOptions[name]}
    </Choice>
  )
  return (
    <Dialog
      title={texts.scanOptions.title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className={buttonStyles.quiet} onClick={() => setOptions(nothing)}>
            {texts.scanOptions.reset}
          </button>
          <button
            type="button"
            className={`${buttonStyles.primary} flex-1`}
            onClick={() => {
              change({ ...nothing, ...options, hidden: undefined })
              onClose()
            }}
          >
            {texts.scanOptions.apply}
          </button>
        </>
      }
    >
      <Group title={texts.scanOptions.relations} columns>
        {optionalKinds.map((kind) => (
          <Choice
            key={kind}
            type="checkbox"
            checked={relations.includes(kind)}
            onChange={() => toggleKind(kind)}
          >
            {texts.media.relations[kind]}
          </Choice>
        ))}
      </Group>
      <Group title={texts.scanOptions.depth}>
        {depths.map((depth) => (
          <Choice
            key={depth}
            type="radio"
            name="depth"
            checked={(options.depth ?? 'all') === depth}
            onChange={() => set({ depth: depth === 'all' ? undefined : depth })}
          >
            {texts.scanOptions.depths[depth]}
          </Choice>
        ))}
      </Group>
      <Group title={texts.scanOptions.chains}>
        {flag('throughDropped')}
        {flag('fromPlanned')}
      </Group>
      <Group title={texts.scanOptions.include}>
        {flag('music')}
        {flag('adult')}
      </Group>
    </Dialog>
  )
}

function Group({
  title,
  columns = false,
  children,
}: {
  title: string
  columns?: boolean
  children: ReactNode
}) {
  return (
    <fieldset className="pb-4">
      <legend className="pb-1 text-s text-muted">{title}</legend>
      <div className={`-mx-2 ${columns ? 'grid sm:grid-cols-2' : ''}`}>{children}</div>
    </fieldset>
  )
}

function Choice({
  children,
  ...input
}: {
  type: 'checkbox' | 'radio'
  name?: string
  checked: boolean
  onChange: () => void
  children: ReactNode
}) {
  return (
    <label className="flex min-h-10 items-center gap-3 rounded-s px-2 hover:bg-sunken">
      <input {...input} className="size-4 shrink-0 accent-accent" />
      {children}
    </label>
  )
}
