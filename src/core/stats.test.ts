import { describe, expect, test } from 'vitest'
import { anime, unaired } from '../../test/support/graph.ts'
import type { Media, MediaStatus } from './media.ts'
import { type Availability, availability, countByAvailability, episodesOut, minutesToWatch } from './stats.ts'

const airing = (id: number, nextEpisode: number | null) =>
  anime(id, {
    status: 'RELEASING',
    nextAiring: nextEpisode === null ? null : { episode: nextEpisode, at: 1_764_000_000 },
  })

test.each<[status: MediaStatus | null, Availability]>([
  ['FINISHED', 'out'],
  ['CANCELLED', 'out'],
  ['RELEASING', 'airing'],
  ['HIATUS', 'airing'],
  ['NOT_YET_RELEASED', 'announced'],
  [null, 'announced'],
])('with status %s, a title is %s', (status, expected) => {
  expect(availability({ status })).toBe(expected)
})

test.each<[story: string, media: Media, episodes: number | null]>([
  ['all of a finished season', anime(1), 12],
  ['unknown if AniList has no number', anime(1, { episodes: null }), null],
  ['those before the next one', airing(1, 5), 4],
  ['none before the first one airs', airing(1, 1), 0],
  ['unknown if the next one is unknown', airing(1, null), null],
  ['unknown on hiatus', anime(1, { status: 'HIATUS' }), null],
  ['none of an announced title', unaired(1), 0],
  ['none of it even if its length is known', anime(1, { status: 'NOT_YET_RELEASED', episodes: 12 }), 0],
])('episodes out: %s', (_, media, episodes) => {
  expect(episodesOut(media)).toBe(episodes)
})

test.each<[story: string, media: Media[], minutes: number]>([
  ['nothing takes no time', [], 0],
  ['episodes by their length', [anime(1)], 12 * 24],
  ['titles add up', [anime(1), anime(2, { episodes: 1, duration: 100 })], 12 * 24 + 100],
  ['of what airs, what is out', [airing(1, 5)], 4 * 24],
  ['announced titles take none yet', [unaired(1)], 0],
  ['an unknown length counts as zero', [anime(1, { duration: null }), anime(2, { episodes: null })], 0],
])('minutes to watch: %s', (_, media, minutes) => {
  expect(minutesToWatch(media)).toBe(minutes)
})

describe('counts by availability', () => {
  test('each title once', () => {
    const media = [anime(1), anime(2), airing(3, 2), unaired(4)]
    expect(countByAvailability(media)).toEqual({ out: 2, airing: 1, announced: 1 })
  })

  test('an empty list as zero', () => {
    expect(countByAvailability([])).toEqual({ out: 0, airing: 0, announced: 0 })
  })
})
