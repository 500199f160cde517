import { describe, expect, test } from 'vitest'
import { ListFileError, parseListFile } from './list-file.ts'

const entry = {
  mediaId: 1,
  status: 'COMPLETED',
  score: 8.5,
  progress: 12,
  private: false,
  media: { id: 1, type: 'ANIME' },
}
const collection = { MediaListCollection: { user: { id: 7, name: 'me' }, lists: [{ entries: [entry] }] } }

describe('forms that saved lists have', () => {
  test.each<[string, unknown]>([
    ['the answer as AniList sends it', { data: collection }],
    ['its data alone', collection],
    [
      'with empty groups that have no entries',
      {
        MediaListCollection: {
          ...collection.MediaListCollection,
          lists: [{ status: 'CURRENT' }, ...collection.MediaListCollection.lists, null],
        },
      },
    ],
  ])('%s', (_, content) => {
    const read = parseListFile(JSON.stringify(content), 'list.json')
    expect(read.user.name).toBe('me')
    expect(read.entries).toEqual([
      { mediaId: 1, status: 'COMPLETED', score: 8.5, progress: 12, private: false },
    ])
    expect(read.fragment.media).toHaveLength(1)
    expect(read.fragment.expansions.size).toBe(0)
  })

  test('without an owner it is named after the file', () => {
    const text = JSON.stringify({ MediaListCollection: { lists: [] } })
    expect(parseListFile(text, 'list.json').user).toMatchObject({ id: null, name: 'list.json' })
  })

  test('entries that name their media only inside, or have no status that we know', () => {
    const lists = [
      {
        entries: [
          { status: 'PAUSED', media: { id: 5 } },
          { mediaId: 6, status: 'LOST' },
          { status: 'CURRENT' },
          null,
        ],
      },
    ]
    const read = parseListFile(JSON.stringify({ MediaListCollection: { lists } }), 'x')
    expect(read.entries.map(({ mediaId }) => mediaId)).toEqual([5])
  })
})

test.each<[string, string, RegExp]>([
  ['no JSON', '<html>', /is not JSON/],
  ['an empty file', '', /is not JSON/],
  ['an answer to something else', '{"data":{"Viewer":{"id":1}}}', /MediaListCollection/],
  ['a number', '7', /MediaListCollection/],
  [
    'an entry that is none',
    '{"MediaListCollection":{"lists":[{"entries":[{"mediaId":"one"}]}]}}',
    /lists\.0\.entries\.0\.mediaId/,
  ],
])('%s is refused with what is wrong', (_, text, message) => {
  expect(() => parseListFile(text, 'x')).toThrow(ListFileError)
  expect(() => parseListFile(text, 'x')).toThrow(message)
})
