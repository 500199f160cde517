import lighthouse, { type Config, desktopConfig, type Result } from 'lighthouse'

export const forms = ['mobile', 'desktop'] as const
export type Form = (typeof forms)[number]

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
export type Category = (typeof categories)[number]

/** What Lighthouse found on a page. */
export interface Judgement {
  /** From 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>
  /** What cost points, worst first, with what it is about. */
  readonly lacks: readonly string[]
}

/** How fast the device is that Lighthouse plays: a phone four times slower than this machine, or a desktop as fast. */
const slowdowns: Readonly<Record<Form, number>> = { mobile: 4, desktop: 1 }

/** How Lighthouse calls a recording that lacks what every load has: the browser kept up with the page, but not with the recording. */
const badRecordings = new Set(['NO_NAVSTART', 'NO_DCL', 'NO_RESOURCE_REQUEST', 'NO_TRACING_STARTED'])

/**
 * Has Lighthouse look at a page as on a first visit; again where its recording was incomplete, as Lighthouse asks for then.
 *
 * @param port at which a browser takes orders
 * @param busyness how much longer all takes here than on a machine that has nothing else to do
 */
export async function judgePage(url: string, form: Form, port: number, busyness = 1): Promise<Judgement> {
  const lhr = await record(url, port, withSlowdown(form, slowdowns[form] / busyness))
  const scores = Object.fromEntries(
    categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
  ) as Record<Category, number>
  return { scores, lacks: lacksOf(lhr) }
}

async function record(url: string, port: number, config: Config, times = 3): Promise<Result> {
  const run = await lighthouse(
    url,
    { port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] },
    config,
  )
  if (!run) throw new Error(`Lighthouse says nothing of ${url}.`)
  const { runtimeError } = run.lhr
  if (!runtimeError) return run.lhr
  if (times === 1 || !badRecordings.has(runtimeError.code)) throw new Error(runtimeError.message)
  return record(url, port, config, times - 1)
}

function withSlowdown(form: Form, cpuSlowdownMultiplier: number) {
  const { settings } = form === 'desktop' ? desktopConfig : {}
  const usual = form === 'desktop' ? settings?.throttling : {}
  return {
    extends: 'lighthouse:default',
    settings: { ...settings, throttling: { ...usual, cpuSlowdownMultiplier } },
  }
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
