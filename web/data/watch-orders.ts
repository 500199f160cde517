import { stepsBackIn } from '../../src/core/relation.ts'
import { skippingRule } from '../../src/core/skippable.ts'
import { type WatchOrder, watchOrder, watchOrders } from '../../src/core/watch-order.ts'
import type { Franchise, HiddenTitle, Member, Missing, ScanAnswer } from './scan.ts'
import { createDeviceValue } from './value.ts'

/**
 * The chosen watch orders as in the address: one for all franchises, and others for individual franchises by id.
 * `['essential', '5081-story']`
 */
export type OrderChoices = readonly string[]

const orderForOne = new RegExp(`^([1-9]\\d{0,9})-(${watchOrders.join('|')})$`)

/** Parses the choices, ignoring invalid words. The first of two for the same franchise counts. */
export function parseOrders(words: readonly string[]): OrderChoices | undefined {
  const choices = new Map<string, string>()
  for (const word of words) {
    const one = orderForOne.exec(word)?.[1] ?? (isOrder(word) ? 'all' : undefined)
    if (one && !choices.has(one)) choices.set(one, word)
  }
  const all = choices.get('all')
  choices.delete('all')
  return all || choices.size > 0 ? [...(all ? [all] : []), ...choices.values()] : undefined
}

/** The choices stored on this device, for addresses without any. */
export const chosenOrders = createDeviceValue<OrderChoices | undefined>('watch-order', (stored) =>
  Array.isArray(stored) ? parseOrders(stored.map(String)) : undefined,
)

/** The order for a franchise; without one, the order for all that have no choice of their own. */
export function orderFor(choices: OrderChoices = [], franchise?: Pick<Franchise, 'media'>): WatchOrder {
  for (const word of choices) {
    const [, id, order] = orderForOne.exec(word) ?? []
    // Other scan options merge or split franchises, so any title of a franchise identifies it.
    if (franchise?.media.some((one) => one.id === Number(id))) return order as WatchOrder
  }
  return choices.find(isOrder) ?? 'release'
}

/** Adds a choice for a franchise or for all. Choices that equal the default are dropped. */
export function chooseOrder(
  choices: OrderChoices = [],
  order: WatchOrder,
  franchise?: Pick<Franchise, 'id' | 'media'>,
): OrderChoices | undefined {
  const isReplaced = (word: string) => {
    const id = Number(orderForOne.exec(word)?.[1])
    return franchise ? franchise.media.some((one) => one.id === id) : isOrder(word)
  }
  const others = choices.filter((word) => !isReplaced(word))
  if (order === orderFor(franchise ? others : [])) return parseOrders(others)
  return parseOrders([...others, franchise ? `${franchise.id}-${order}` : order])
}

function isOrder(word: string): word is WatchOrder {
  return watchOrders.some((order) => order === word)
}

/**
 * Sorts a franchise. In `essential`, its skippable titles are hidden.
 *
 * @returns the same object for the same order
 */
export function inOrder(franchise: Franchise, order: WatchOrder): Franchise {
  if (order === 'release') return franchise
  const known = ordered[order].get(franchise)
  if (known) return known
  const skippable = new Map(
    franchise.media.flatMap((one) => (one.skippable ? [[one.id, one.skippable]] : [])),
  )
  const media = watchOrder(franchise.media, { stepsBack: stepsBackIn(franchise.relations), skippable }, order)
  const made = {
    ...franchise,
    media: order === 'essential' ? media.map(withoutSkippable) : media,
    main: media.flatMap(({ id }) => (franchise.main.includes(id) ? id : [])),
  }
  ordered[order].set(franchise, made)
  return made
}

/** Cached, because franchises are rendered many times. */
const ordered = { story: new WeakMap<Franchise, Franchise>(), essential: new WeakMap<Franchise, Franchise>() }

function withoutSkippable(member: Member): Member {
  return member.skippable && member.state === 'missing'
    ? { ...member, state: 'hidden', hiddenBy: skippingRule(member.skippable) }
    : member
}

export function franchisesInOrder(
  franchises: readonly Franchise[],
  choices: OrderChoices | undefined,
): readonly Franchise[] {
  return choices ? franchises.map((one) => inOrder(one, orderFor(choices, one))) : franchises
}

/** Puts each franchise of an answer in its chosen order. */
export function answerInOrder(answer: ScanAnswer, choices: OrderChoices | undefined): ScanAnswer {
  if (!choices) return answer
  const found = new Map(answer.missing.map((one) => [one.media.id, one]))
  const missing: Missing[] = []
  const hidden: HiddenTitle[] = []
  const franchises = franchisesInOrder(answer.franchises, choices).flatMap((franchise) => {
    const before = missing.length
    for (const { id, hiddenBy } of franchise.media) {
      const title = found.get(id)
      if (title && hiddenBy) hidden.push({ media: title.media, distance: title.distance, rule: hiddenBy })
      else if (title) missing.push(title)
    }
    return missing.length > before ? franchise : []
  })
  const counts = { ...answer.hidden }
  for (const { rule } of hidden) counts[rule]++
  const hiddenTitles = [...answer.hiddenTitles, ...hidden].sort((a, b) => a.media.id - b.media.id)
  return { ...answer, missing, franchises, hidden: counts, hiddenTitles }
}
