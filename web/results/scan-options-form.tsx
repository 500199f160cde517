import type { ReactNode } from 'react'
import { type OptionalKind, optionalKinds } from '../../src/core/relation.ts'
import type { ScanOptions } from '../data/results-search.ts'
import { Choice, ChoiceGroup } from '../ui/section.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'

const depths = ['all', 1, 2, 3] as const

/** @param props.children further options to include, such as adult content */
export function ScanOptionsForm({
  options,
  onChange,
  children,
}: {
  options: ScanOptions
  onChange: (part: ScanOptions) => void
  children?: ReactNode
}) {
  const texts = useResultsTexts()
  const relations = options.relations ?? []
  const toggleKind = (kind: OptionalKind) => {
    const next = optionalKinds.filter((one) => (one === kind) !== relations.includes(one))
    onChange({ relations: next.length > 0 ? next : undefined })
  }
  const flag = (name: 'music' | 'throughDropped' | 'fromPlanned') => (
    <Choice
      type="checkbox"
      checked={options[name] ?? false}
      onChange={() => onChange({ [name]: options[name] ? undefined : true })}
    >
      {texts.scanOptions[name]}
    </Choice>
  )
  return (
    <>
      <ChoiceGroup title={texts.scanOptions.relations} columns>
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
      </ChoiceGroup>
      <ChoiceGroup title={texts.scanOptions.depth}>
        {depths.map((depth) => (
          <Choice
            key={depth}
            type="radio"
            name="depth"
            checked={(options.depth ?? 'all') === depth}
            onChange={() => onChange({ depth: depth === 'all' ? undefined : depth })}
          >
            {texts.scanOptions.depths[depth]}
          </Choice>
        ))}
      </ChoiceGroup>
      <ChoiceGroup title={texts.scanOptions.chains}>
        {flag('throughDropped')}
        {flag('fromPlanned')}
      </ChoiceGroup>
      <ChoiceGroup title={texts.scanOptions.include}>
        {flag('music')}
        {children}
      </ChoiceGroup>
    </>
  )
}
