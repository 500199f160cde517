import lighthouse, { type Config, desktopConfig, type Flags, type Result } from 'lighthouse'

export const forms = ['mobile', 'desktop'] as const
export type Form = (typeof forms)[number]

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Category = (typeof categories)[number]

export interface Question {
  readonly form: Form
  readonly port: number
  readonly categories: readonly Category[]
}

/** Lighthouse's result for a page. */
export interface Judgement {
  /** From 0 to 100. */
  readonly scores: Readonly<Partial<Record<Category, number>>>
  /** The audits that lost points, worst first, with what they are about. */
  readonly lacks: readonly string[]
}

/** Lighthouse's message for an incomplete recording: the browser kept up with the page, but not with the recording. */
const badRecordings = new Set(['NO_NAVSTART', 'NO_DCL', 'NO_RESOURCE_REQUEST', 'NO_TRACING_STARTED'])

/**
 * Runs Lighthouse on a page as on a first visit. Repeats it after an incomplete recording, as Lighthouse recommends.
 *
 * @param port the debugging port of a browser
 */
export async function judgePage(url: string, { form, port, categories }: Question): Promise<Judgement> {
  const flags: Flags = { port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] }
  const lhr = await record(url, flags, form === 'desktop' ? desktopConfig : undefined)
  const scores = Object.fromEntries(
    categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
  )
  return { scores, lacks: lacksOf(lhr) }
}

async function record(url: string, flags: Flags, config: Config | undefined, times = 3): Promise<Result> {
  const run = await lighthouse(url, flags, config)
  if (!run) throw new Error(`Lighthouse has no result for ${url}.`)
  const { runtimeError } = run.lhr
  if (!runtimeError) return run.lhr
  if (times === 1 || !badRecordings.has(runtimeError.code)) throw new Error(runtimeError.message)
  return record(url, flags, config, times - 1)
}

function lacksOf({ audits, categories: found }: Result): string[] {
  return Object.values(found)
    .flatMap(({ auditRefs }) => auditRefs)
    .flatMap(({ id, weight }) => {
      const audit = audits[id]
      if (!audit || audit.score === null || audit.score === 1 || weight === 0) return []
      return [{ lost: weight * (1 - audit.score), text: `${audit.title}: ${audit.displayValue ?? ''}` }]
    })
    .sort((a, b) => b.lost - a.lost)
    .map(({ text }) => text)
}
