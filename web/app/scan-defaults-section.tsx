import { useDeviceValue } from '../data/device-value.ts'
import type { ScanOptions } from '../data/results-search.ts'
import { scanDefaults } from '../data/scan-defaults.ts'
import { ScanOptionsForm } from '../results/scan-options-form.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { useSettingsTexts } from './settings-texts.ts'

/** What scans look for from now on, where their address does not say. */
export function ScanDefaultsSection() {
  const texts = useTexts()
  const settingsTexts = useSettingsTexts()
  const { adult, ...options } = useDeviceValue(scanDefaults)
  const change = (part: ScanOptions) => scanDefaults.set({ ...scanDefaults.get(), ...part })
  return (
    <Section title={texts.scanOptions.title} text={settingsTexts.scanText}>
      <ScanOptionsForm options={options} onChange={change} />
      <button
        type="button"
        className={buttonStyles.secondary}
        disabled={Object.keys(options).length === 0}
        onClick={() => scanDefaults.set({ adult })}
      >
        {texts.scanOptions.reset}
      </button>
    </Section>
  )
}
