import { buttonStyles } from '../components/button.tsx'
import { Section } from '../components/section.tsx'
import { useDeviceValue } from '../device/device-value.ts'
import type { ScanOptions } from '../results/results-search.ts'
import { scanDefaults } from '../results/scan-defaults.ts'
import { ScanOptionsForm } from '../results/scan-options-form.tsx'
import { useTexts } from '../texts/language.tsx'
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
