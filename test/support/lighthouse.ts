import lighthouse, { desktopConfig, type Result } from 'lighthouse'

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

/**
 * Has Lighthouse look at a page as on a first visit.
 *
 * @param port at which a browser takes orders
 * @param busyness how much longer all takes here than on a machine that has nothing else to do
 */
export async function judgePage(url: string, form: Form, port: number, busyness = 1): Promise<Judgement> {
  const run = await lighthouse(
    url,
    { port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] },
    withSlowdown(form, slowdowns[form] / busyness),
  )
  if (!run) throw new Error(`Lighthouse says nothing of ${url}.`)
  const { lhr } = run
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
  const scores = Object.fromEntries(
    categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
  ) as Record<Category, number>
  return { scores, lacks: lacksOf(lhr) }
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
