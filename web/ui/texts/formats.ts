import { type Catalogue, type MoreTexts, useWords } from './language.tsx'

export interface Formats {
  /** A BCP 47 tag, such as `pt-BR`. */
  readonly locale: string
  number(value: number): string
  /** The plural form for a number, with `#` replaced by the number. */
  plural(count: number, forms: PluralForms): string
  /** "one, two and three" */
  list(items: readonly string[]): string
  /** Rounded to hours, or to minutes below one hour: "61h", "40m". */
  duration(minutes: number): string
  /** The two largest units: "3d 4h". Seconds appear only below one minute. */
  countdown(ms: number): string
  /** "2 hours ago" */
  ago(ms: number): string
  /** "in 11 months", the counterpart of {@link Formats.ago} for longer times. */
  ahead(ms: number): string
  /** The local day of a time in milliseconds since 1970. */
  day(time: number): string
  /** A day, or only the month or year if that is all we know. */
  date(date: { year: number | null; month: number | null; day: number | null }): string | undefined
  readonly compare: (one: string, other: string) => number
}

/** The plural categories of our languages. Missing ones fall back to `other`. */
export interface PluralForms {
  readonly one?: string
  readonly many?: string
  readonly other: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const month = (365.25 / 12) * day

/** @example createFormats('en').plural(3, { one: '# sequel', other: '# sequels' }) // '3 sequels' */
export function createFormats(locale: string): Formats {
  const numbers = onDemand(() => new Intl.NumberFormat(locale))
  const plurals = onDemand(() => new Intl.PluralRules(locale))
  const lists = onDemand(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const past = onDemand(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const days = onDemand(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
  const collator = onDemand(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))
  const unitOf = (unit: 'day' | 'hour' | 'minute' | 'second') =>
    onDemand(() => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }))
  const units = {
    day: unitOf('day'),
    hour: unitOf('hour'),
    minute: unitOf('minute'),
    second: unitOf('second'),
  }
  const inUnit = (unit: keyof typeof units, value: number) => units[unit]().format(value)

  return {
    locale,
    number: (value) => numbers().format(value),
    plural(count, forms) {
      const form = forms[plurals().select(count) as keyof PluralForms] ?? forms.other
      return form.replaceAll('#', numbers().format(count))
    },
    list: (items) => lists().format(items),
    duration: (minutes) =>
      minutes < 60 ? inUnit('minute', Math.round(minutes)) : inUnit('hour', Math.round(minutes / 60)),
    countdown(ms) {
      const left = Math.max(ms, 0)
      if (left < minute) return inUnit('second', Math.ceil(left / 1000))
      const [days, hours, minutes] = [
        Math.floor(left / day),
        Math.floor((left % day) / hour),
        Math.floor((left % hour) / minute),
      ]
      if (days > 0) return [inUnit('day', days), hours > 0 && inUnit('hour', hours)].filter(Boolean).join(' ')
      if (hours > 0) {
        return [inUnit('hour', hours), minutes > 0 && inUnit('minute', minutes)].filter(Boolean).join(' ')
      }
      return inUnit('minute', minutes)
    },
    ago(ms) {
      // Zero seconds reads "now", zero minutes "this minute".
      if (ms < minute) return past().format(0, 'second')
      if (ms < hour) return past().format(-Math.round(ms / minute), 'minute')
      if (ms < day) return past().format(-Math.round(ms / hour), 'hour')
      return past().format(-Math.round(ms / day), 'day')
    },
    ahead(ms) {
      if (ms < 2 * day) return past().format(Math.max(Math.round(ms / hour), 0), 'hour')
      if (ms < 60 * day) return past().format(Math.floor(ms / day), 'day')
      return past().format(Math.round(ms / month), 'month')
    },
    day: (time) => days().format(time),
    date({ year, month, day }) {
      if (year === null) return undefined
      const parts: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' }
      if (month !== null) parts.month = 'short'
      if (month !== null && day !== null) parts.day = 'numeric'
      return new Intl.DateTimeFormat(locale, parts).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
    },
    get compare() {
      return collator().compare
    },
  }
}

export function useFormats(): Formats {
  const { locale, made } = useWords()
  made.formats ??= createFormats(locale)
  return made.formats
}

/**
 * The texts of a part of the page.
 *
 * @param inEnglish from a module that loads with the part
 */
export function useMoreTexts<Part extends keyof MoreTexts>(
  part: Part,
  inEnglish: Catalogue['more'][Part],
): MoreTexts[Part] {
  const { catalogue, made } = useWords()
  const formats = useFormats()
  const make: (formats: Formats) => MoreTexts[Part] = catalogue?.more[part] ?? inEnglish
  const texts = made[part] ?? make(formats)
  made[part] = texts
  return texts
}

/** Formatters are slow to create and a page needs few of them, so each is created on first use. */
function onDemand<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
