import { describe, expect, test } from 'vitest'
import { ListFileError, parseListFile } from './user-list.ts'

const entry = {
  mediaId: 1,
  status: 'COMPLETED',
  score: 8.5,
  progress: 12,
  private: false,
  media: { id: 1, type: 'ANIME' },
}
const collection = { MediaListCollection: { user: { id: 7, name: 'me' }, lists: [{ entries: [entry] }] } }

describe('formats of saved lists', () => {
  test.each<[string, unknown]>([
    ['the reply as AniList sends it', { data: collection }],
    ['only its data', collection],
    [
      'with empty groups without entries',
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

  test('is named after the file if there is no owner', () => {
    const text = JSON.stringify({ MediaListCollection: { lists: [] } })
    expect(parseListFile(text, 'list.json').user).toMatchObject({ id: null, name: 'list.json' })
  })

  test('accepts entries whose media is only nested, and unknown statuses', () => {
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
  ['a reply to another query', '{"data":{"Viewer":{"id":1}}}', /MediaListCollection/],
  ['a number', '7', /MediaListCollection/],
  [
    'an invalid entry',
    '{"MediaListCollection":{"lists":[{"entries":[{"mediaId":"one"}]}]}}',
    /lists\.0\.entries\.0\.mediaId/,
  ],
])('%s is refused with the reason', (_, text, message) => {
  expect(() => parseListFile(text, 'x')).toThrow(ListFileError)
  expect(() => parseListFile(text, 'x')).toThrow(message)
})
