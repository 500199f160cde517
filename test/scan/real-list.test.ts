import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseListFile } from '../../src/anilist/user-list.ts'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, searchWith, startInstance } from '../support/instance.ts'
import { realList } from '../support/real-list.ts'

/**
 * Checked by hand, edge by edge, in the list as AniList returned it. Everything on it is planned, so nothing is missing by
 * default, and chains start at planned titles here.
 */
const checkedByHand: [franchise: string, reasoning: string, missing: [id: number, distance: number][]][] = [
  [
    'SPY×FAMILY',
    // 140960 is the PREQUEL of the listed part and no sequel of anything listed. Season 3 is in the episode relations of
    // anime-relations.txt: 140960:38-50 -> 177937.
    '142838 (planned) has the SEQUEL 158927, which is not listed; behind it comes 177937',
    [
      [158927, 1],
      [177937, 2],
    ],
  ],
  [
    'Golden Kamuy',
    // Seasons 3 and 4 are listed, so the chain from either passes; the first two are prequels.
    '142343 (planned) has the SEQUEL 166521, and 110355 leads to 142343',
    [[166521, 1]],
  ],
  [
    'Neon Genesis Evangelion',
    // The four rebuild movies are all listed: 2759, 3784, 3785, 3786. The movie 31 has no sequel edge.
    '30 (planned) has the SEQUEL 32; 2759 names 32 as its prequel, which leads back into the list',
    [[32, 1]],
  ],
  [
    'Kimi ni Todoke',
    '6045 and 9656 are planned; 9656 has the SEQUEL 168872, which is not listed',
    [[168872, 1]],
  ],
  [
    '86',
    // 116589, its prequel, is not listed, but what comes before a title is not a sequel.
    '131586 (planned) has one PREQUEL and no SEQUEL',
    [],
  ],
]

/** Every anime of the franchise, listed or not, by its ID on AniList. */
const franchiseIds: Record<string, number[]> = {
  'SPY×FAMILY': [140960, 142838, 158927, 158928, 177937],
  'Golden Kamuy': [99699, 102977, 110355, 142343, 166521],
  'Neon Genesis Evangelion': [30, 31, 32, 2759, 3784, 3785, 3786],
  'Kimi ni Todoke': [6045, 9656, 168872],
  '86': [116589, 131586],
}

describe.skipIf(!existsSync(realList))(`a real list (skipped without ${realList})`, () => {
  let instance: Instance
  beforeAll(async () => {
    instance = await startInstance({ sandbox: { dataFile: realList } })
  })
  afterAll(() => instance.close())

  const missingOf = (scan: Scan, franchise: string) =>
    scan.answer.missing
      .filter(({ media }) => franchiseIds[franchise]?.includes(media.id))
      .map(({ media, distance }) => [media.id, distance])

  test.each(checkedByHand)('%s: %s', async (franchise, _, missing) => {
    const scan = await instance.scan('real', searchWith({ fromPlanned: true }))
    expect(missingOf(scan, franchise)).toEqual(missing)
  })

  test('nothing is missing by default, because its owner has watched nothing yet', async () => {
    const scan = await instance.scan('real')
    expect(scan.list.size).toBe(52)
    expect(scan.answer.missing).toEqual([])
  })

  test('read from the file, it is answered without requesting the list', async () => {
    const fromAniList = await instance.scan('real', searchWith({ fromPlanned: true }))
    const file = parseListFile(readFileSync(realList, 'utf8'), 'mine')
    const before = instance.sandbox.requests.length
    const fromFile = await instance.scan(file, searchWith({ fromPlanned: true }))
    const ids = (scan: Scan) => scan.answer.missing.map(({ media, path }) => [media.id, path])
    // The file is older than the sandbox's own franchises, and does not have two sequels announced since.
    expect(ids(fromAniList)).toEqual(expect.arrayContaining(ids(fromFile)))
    expect(ids(fromFile)).toHaveLength(13)
    expect(fromFile.user.name).toBe('mine')
    const asked = instance.sandbox.requests.slice(before).map(({ operationName }) => operationName)
    expect(asked).not.toContain('UserList')
  })
})
