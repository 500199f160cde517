import { scanDefaults } from '../data/scan-defaults.ts'
import { PreferenceChoice } from './preference-choice.tsx'
import { useSettingsTexts } from './settings-texts.ts'

/** Whether titles for adults are among the missing ones; AniList's own setting knows it of who is signed in. */
export function AdultChoice() {
  const texts = useSettingsTexts()
  return (
    <PreferenceChoice
      title={texts.adult}
      preference={adultPreference}
      options={[
        [undefined, texts.adultAsAniList],
        [true, texts.adultShow],
        [false, texts.adultHide],
      ]}
    />
  )
}

const adultPreference = {
  get: () => scanDefaults.get().adult,
  set: (adult: boolean | undefined) => scanDefaults.set({ ...scanDefaults.get(), adult }),
  subscribe: scanDefaults.subscribe,
}
