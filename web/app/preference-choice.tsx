import { type DeviceValue, useDeviceValue } from '../data/device-value.ts'
import { Choice } from '../ui/choice.tsx'

/**
 * The ways that a preference can be, one of which is chosen. It holds at once.
 *
 * @param props.options each with its words, in order
 */
export function PreferenceChoice<Value>({
  title,
  preference,
  options,
}: {
  title: string
  preference: Pick<DeviceValue<Value>, 'get' | 'set' | 'subscribe'>
  options: readonly (readonly [Value, string])[]
}) {
  const chosen = useDeviceValue(preference as DeviceValue<Value>)
  return (
    <fieldset className="pb-4 last:pb-0">
      <legend className="pb-1 text-s text-muted">{title}</legend>
      <div className="-mx-2 flex flex-col sm:flex-row sm:flex-wrap sm:gap-x-4">
        {options.map(([value, words]) => (
          <Choice
            key={String(value)}
            type="radio"
            name={title}
            checked={chosen === value}
            onChange={() => preference.set(value)}
          >
            {words}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}
