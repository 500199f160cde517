import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createWorld } from '../../src/sandbox/world.ts'
import { chainsOf } from './chains.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-list-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(content: unknown): string {
  const file = join(folder, 'list.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const load = (dataFile: string) => createWorld({ scale: 0, seed: 1, dataFile })
const media = (id: number, relations: [string, number | null][] = []) => ({
  id,
  type: 'ANIME',
  format: 'TV',
  title: { romaji: `Title ${id}` },
  relations: {
    edges: relations.map(([relationType, to]) => ({
      relationType,
      node: to === null ? null : { id: to, type: 'ANIME', title: {} },
    })),
  },
})
const reply = (...lists: object[]) => ({ MediaListCollection: { lists } })

describe('a list saved from AniList', () => {
  const saved = reply(
    { status: 'CURRENT' },
    {
      status: 'COMPLETED',
      entries: [
        {
          status: 'COMPLETED',
          score: 80,
          media: media(700001, [
            ['SEQUEL', 700002],
            ['SOURCE', 700003],
            ['OTHER', null],
          ]),
        },
        {
          status: 'COMPLETED',
          media: media(700004, [
            ['PREQUEL', 700002],
            ['PREQUEL', 700001],
          ]),
        },
      ],
    },
    {
      name: 'Shelf',
      isCustomList: true,
      entries: [
        { status: 'COMPLETED', score: 80, media: media(700001) },
        { status: 'PLANNING', private: true, media: media(700005) },
      ],
    },
  )

  test.each([
    ['as the data of the reply', saved],
    ['as the whole reply', { data: saved }],
  ])('is the list of the public user real, %s', (_story, content) => {
    const { users } = load(write(content))
    const user = users.get({ name: 'real' })
    expect(user).toMatchObject({ isPrivate: false, customLists: ['Shelf'] })
    expect(user.list.entries).toMatchObject([
      { mediaId: 700001, score: 80, customLists: ['Shelf'], hiddenFromStatusLists: false },
      { mediaId: 700004, score: 0, customLists: [], hiddenFromStatusLists: false },
      { mediaId: 700005, private: true, customLists: ['Shelf'], hiddenFromStatusLists: true },
    ])
  })

  test('adds its media, and those they mention, with the inverse relations', () => {
    const { catalogue } = load(write(saved))
    const edges = (id: number) => catalogue.edgesFrom(id).map(({ kind, node }) => `${kind} ${node?.id}`)
    expect(catalogue.find(700002)).toMatchObject({ id: 700002, format: null, title: { romaji: null } })
    expect(edges(700002)).toEqual(['PREQUEL 700001', 'SEQUEL 700004'])
    expect(edges(700003)).toEqual(['ADAPTATION 700001'])
    expect(edges(700004)).toEqual(['PREQUEL 700002', 'PREQUEL 700001'])
  })

  test('adds its relations to media that exist already, which keep their details', () => {
    const { catalogue } = load(
      write(
        reply({
          entries: [
            {
              status: 'COMPLETED',
              media: media(1, [
                ['SIDE_STORY', 5],
                ['SEQUEL', 700006],
              ]),
            },
          ],
        }),
      ),
    )
    expect(catalogue.find(1)?.title.romaji).toBe('Cowboy Bebop')
    expect(catalogue.edgesFrom(1).map(({ kind, node }) => `${kind} ${node?.id}`)).toEqual([
      'SIDE_STORY 5',
      'SEQUEL 700006',
    ])
  })
})

describe('an invalid file is refused with its name', () => {
  const refusal = (message: RegExp) =>
    expect.objectContaining({ code: 'bad-list-file', message: expect.stringMatching(message) })

  test('a missing file', () => {
    expect(() => load(join(folder, 'nowhere.json'))).toThrow(refusal(/nowhere\.json can't be read/))
  })

  test.each([
    ['no JSON', '{', /is not JSON/],
    ['another reply', { data: { User: {} } }, /contains no MediaListCollection/],
    ['null', null, /contains no MediaListCollection/],
    ['an entry without a media', reply({ entries: [{ status: 'PLANNING' }] }), /entry without a media/],
    ['an unknown status', reply({ entries: [{ status: 'BORED', media: media(1) }] }), /status BORED/],
  ])('%s', (_story, content, message) => {
    const file = write(content)
    expect(() => load(file)).toThrow(refusal(message))
  })
})

const shared = fileURLToPath(new URL('../../../shared/anilist/real-list.json', import.meta.url))

test.skipIf(!existsSync(shared))('serves a real list completely (skipped without ../shared/anilist)', () => {
  const { users, catalogue } = load(shared)
  const entries = users.get({ name: 'real' }).list.entries
  expect(entries).toHaveLength(52)
  // Nothing on it has been watched. Taken as watched, it has gaps, and all of them can be found.
  const watched = entries.map((entry) => ({ ...entry, status: 'COMPLETED' as const }))
  const chains = chainsOf(catalogue)
  const missing = chains.missingFrom(watched)
  expect(missing.size).toBeGreaterThan(5)
  expect(chains.revealedTo(watched)).toEqual(missing)
})
