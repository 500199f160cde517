import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { ask } from './ask.ts'

const clock = createVirtualClock({ auto: false })
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ limit: 1000, burst: 1000, scale: 2000, now: clock.now })
})
afterAll(() => sandbox.close())

const list = (user: string, fields: string, more = '') =>
  `{ MediaListCollection(userName: "${user}", type: ANIME ${more}) { hasNextChunk lists { name status isCustomList isSplitCompletedList entries { mediaId ${fields} } } } }`

interface Group {
  readonly name: string
  readonly status: string | null
  readonly isCustomList: boolean
  readonly isSplitCompletedList: boolean
  readonly entries: readonly { readonly mediaId: number; readonly id?: number; readonly userId?: number }[]
}
const groupsOf = (data: { MediaListCollection: { lists: readonly Group[] } }) =>
  data.MediaListCollection.lists
const idsOf = (groups: readonly Group[]) =>
  groups.flatMap(({ entries }) => entries.map(({ mediaId }) => mediaId))

describe('who may send requests, and how', () => {
  const user = '{ User(name: "casual") { id } }'

  test.each([
    ['no token and no Referer', {}, 403, /^The AniList API has been temporarily disabled/],
    ['an invalid token', { Authorization: 'Bearer nonsense' }, 400, /^Invalid token$/],
    ['a token of three unsigned parts', { Authorization: 'Bearer a.b.c' }, 400, /^Invalid token$/],
  ])('%s', async (_story, headers, status, message) => {
    const answer = await ask(sandbox, user, { headers })
    expect(answer).toMatchObject({ status, data: null, errors: [{ status }] })
    expect(answer.errors[0]?.message).toMatch(message)
  })

  test('a token needs no Referer', async () => {
    expect(await ask(sandbox, user, { headers: {}, token: sandbox.tokenFor('newcomer') })).toMatchObject({
      status: 200,
    })
  })

  test('a token expires after a year', async () => {
    const late = createVirtualClock({ auto: false })
    const other = await startSandbox({ now: late.now })
    const token = other.tokenFor('casual')
    await late.advance(365 * 24 * 3600 * 1000 - 1)
    expect((await ask(other, '{ Viewer { name } }', { token })).data).toEqual({ Viewer: { name: 'casual' } })
    await late.advance(1)
    expect((await ask(other, '{ Viewer { name } }', { token })).errors[0]?.message).toBe('Invalid token')
    await other.close()
  })

  test.each([
    ['no JSON', 'query', /not JSON/],
    ['no query', '{}', /no "query"/],
    [
      'variables as a list',
      '{"query": "{ Viewer { id } }", "variables": []}',
      /"variables" is not an object/,
    ],
    [
      'two operations and no name',
      '{"query": "query A { Viewer { id } } query B { Viewer { id } }"}',
      /none was named/,
    ],
    ['a syntax error', '{"query": "{ User("}', /^Syntax Error/],
    [
      'an unknown field',
      '{"query": "{ User(name: \\"casual\\") { shoeSize } }"}',
      /Cannot query field "shoeSize"/,
    ],
    [
      'a variable of the wrong type',
      '{"query": "query ($id: Int) { User(id: $id) { id } }", "variables": {"id": "x"}}',
      /\$id/,
    ],
  ])('a body with %s is a 400', async (_story, body, message) => {
    const response = await fetch(sandbox.graphqlUrl, {
      method: 'POST',
      headers: { Referer: 'http://localhost' },
      body,
    })
    const { data, errors } = (await response.json()) as {
      data: unknown
      errors: { message: string; status: number }[]
    }
    expect([response.status, data, errors[0]?.status]).toEqual([400, null, 400])
    expect(errors[0]?.message).toMatch(message)
  })

  test('a body of more than a megabyte is refused', async () => {
    const body = JSON.stringify({ query: ' '.repeat(2 ** 20) })
    expect((await fetch(sandbox.graphqlUrl, { method: 'POST', body })).status).toBe(413)
  })
})

describe('users', () => {
  test.each([
    ['an unknown user', '{ User(name: "nobody") { id } }', 404, 'User not found'],
    ['a private user', '{ User(name: "private-person") { id } }', 404, 'Private User'],
    ['the list of an unknown user', list('nobody', ''), 404, 'User not found'],
    ['the list of a private user', list('private-person', ''), 404, 'Private User'],
    ['a viewer without a token', '{ Viewer { id } }', 401, 'Unauthorized.'],
    ['an unknown media', '{ Media(id: 99999999) { id } }', 404, 'Not Found.'],
  ])('%s', async (_story, query, status, message) => {
    expect(await ask(sandbox, query)).toMatchObject({
      status,
      data: null,
      errors: [{ message, status, locations: [{ line: 1, column: 3 }] }],
    })
  })

  test('a private user sees themselves', async () => {
    const token = sandbox.tokenFor('private-person')
    const { data } = await ask(sandbox, list('private-person', 'private'), { token })
    expect(idsOf(groupsOf(data))).toEqual([2966, 98202, 17549, 5341])
  })

  test('names differ by more than case', async () => {
    expect((await ask(sandbox, '{ User(name: "CASUAL") { name } }')).data).toEqual({
      User: { name: 'casual' },
    })
  })

  test('a user has settings and an avatar', async () => {
    const query =
      '{ User(name: "collector") { avatar { large } options { titleLanguage displayAdultContent } mediaListOptions { scoreFormat animeList { customLists } } } }'
    expect((await ask(sandbox, query)).data.User).toEqual({
      avatar: { large: `${sandbox.url}/avatars/104.svg` },
      options: { titleLanguage: 'NATIVE', displayAdultContent: true },
      mediaListOptions: {
        scoreFormat: 'POINT_5',
        animeList: { customLists: ['Favourites', 'Shelf of films', 'Guilty pleasures', 'Empty'] },
      },
    })
  })

  test('a search for users omits private ones', async () => {
    const { data } = await ask(sandbox, '{ Page { users(search: "p") { name } } }')
    expect(data.Page.users).toEqual([{ name: 'completionist' }, { name: 'planner' }])
  })

  test('notifications belong to the viewer, and name deleted media by title', async () => {
    const query = `{ Page { pageInfo { hasNextPage } notifications(type_in: [RELATED_MEDIA_ADDITION, MEDIA_DELETION], resetNotificationCount: true) {
      ... on RelatedMediaAdditionNotification { type mediaId createdAt media { title { romaji } } }
      ... on MediaDeletionNotification { type deletedMediaTitle } } } }`
    const token = sandbox.tokenFor('casual')
    const unread = async () =>
      (await ask(sandbox, '{ Viewer { unreadNotificationCount } }', { token })).data.Viewer
        .unreadNotificationCount
    expect(await unread()).toBe(4)
    expect((await ask(sandbox, query, { token })).data.Page.notifications).toEqual([
      {
        type: 'RELATED_MEDIA_ADDITION',
        mediaId: 185874,
        createdAt: clock.now() / 1000 - 30 * 3600,
        media: { title: { romaji: 'BLEACH: Sennen Kessen-hen - Kashin-tan' } },
      },
      { type: 'MEDIA_DELETION', deletedMediaTitle: 'Toudaimori Picture Drama' },
    ])
    expect(await unread()).toBe(0)
    expect((await ask(sandbox, query)).status).toBe(401)
  })
})

describe('pages', () => {
  test('IDs that do not exist are omitted, and duplicates count once', async () => {
    const { data } = await ask(sandbox, '{ Page { media(id_in: [5, 99999999, 1, 5]) { id } } }')
    expect(data.Page.media).toEqual([{ id: 1 }, { id: 5 }])
  })

  test('an empty list of IDs is no filter: all media are returned', async () => {
    const { data } = await ask(
      sandbox,
      '{ Page(perPage: 3) { media(id_in: []) { id } pageInfo { hasNextPage } } }',
    )
    expect(data.Page).toEqual({ media: [{ id: 1 }, { id: 5 }, { id: 6 }], pageInfo: { hasNextPage: true } })
  })

  test('a page holds 50, whatever is requested, and only hasNextPage is right', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => 1_000_001 + i)
    const query = (page: number) =>
      `{ Page(page: ${page}, perPage: 60) { pageInfo { total perPage lastPage currentPage hasNextPage } media(id_in: [${ids}]) { id } } }`
    const [first, second] = [await ask(sandbox, query(1)), await ask(sandbox, query(2))]
    expect(first.data.Page.media).toHaveLength(50)
    expect(first.data.Page.pageInfo).toEqual({
      total: 5000,
      perPage: 50,
      lastPage: 100,
      currentPage: 1,
      hasNextPage: true,
    })
    expect(second.data.Page.media).toHaveLength(10)
    expect(second.data.Page.pageInfo).toMatchObject({ currentPage: 2, hasNextPage: false })
  })

  test('hasNextPage is right wherever pageInfo is in the query', async () => {
    const { data } = await ask(
      sandbox,
      '{ Page(perPage: 1) { media(id_in: [1, 5]) { id } pageInfo { hasNextPage } } }',
    )
    expect(data.Page.pageInfo.hasNextPage).toBe(true)
  })

  test('aliased pages fit in one request', async () => {
    const { data } = await ask(
      sandbox,
      '{ a: Page { media(id_in: [1]) { id } } b: Page { media(id_in: [5]) { id } } }',
    )
    expect(data).toEqual({ a: { media: [{ id: 1 }] }, b: { media: [{ id: 5 }] } })
  })

  test.each([
    ['two fields of data', '{ Page { media(id_in: [1]) { id } users { id } } }'],
    ['two aliases of media', '{ Page { a: media(id_in: [1]) { id } b: media(id_in: [5]) { id } } }'],
    [
      'a second one in a fragment',
      '{ Page { media(id_in: [1]) { id } ...rest } } fragment rest on Page { users { id } }',
    ],
  ])('%s in one page are refused', async (_story, query) => {
    expect(await ask(sandbox, query)).toMatchObject({ status: 400, data: null })
  })

  test('a media can be found by title', async () => {
    expect((await ask(sandbox, '{ Media(search: "bebop", type: ANIME) { id } }')).data).toEqual({
      Media: { id: 1 },
    })
  })
})

describe('lists', () => {
  test.each([
    ['no type', '{ MediaListCollection(userName: "casual") { hasNextChunk } }', 'type'],
    ['no user', '{ MediaListCollection(type: ANIME) { hasNextChunk } }', 'userId'],
  ])('%s is refused with the argument’s name', async (_story, query, argument) => {
    const { status, errors } = await ask(sandbox, query)
    expect([status, errors[0]?.message, Object.keys(errors[0]?.validation ?? {})]).toEqual([
      400,
      'validation',
      [argument],
    ])
  })

  test('completely in one reply, with a group for each status', async () => {
    const { data } = await ask(sandbox, list('casual', 'status'))
    const groups = groupsOf(data)
    expect(groups.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'Watching CURRENT',
      'Completed COMPLETED',
      'Paused PAUSED',
      'Dropped DROPPED',
      'Planning PLANNING',
      'Rewatching REPEATING',
    ])
    expect(idsOf(groups)).toHaveLength(sandbox.list('casual').length)
    expect(data.MediaListCollection.hasNextChunk).toBe(false)
  })

  test('an empty list has no groups', async () => {
    expect(groupsOf((await ask(sandbox, list('newcomer', ''))).data)).toEqual([])
  })

  test('hidden entries are only in custom lists, others in several groups, and COMPLETED may be split', async () => {
    const groups = groupsOf((await ask(sandbox, list('collector', ''))).data)
    const byName = Object.fromEntries(groups.map((group) => [group.name, group]))
    expect(Object.keys(byName)).toEqual([
      'Completed TV',
      'Completed Movie',
      'Paused',
      'Favourites',
      'Shelf of films',
      'Guilty pleasures',
    ])
    expect(byName['Completed TV']).toMatchObject({
      status: 'COMPLETED',
      isSplitCompletedList: true,
      isCustomList: false,
    })
    expect(byName.Favourites).toMatchObject({ status: null, isSplitCompletedList: false, isCustomList: true })
    expect(idsOf(groups).filter((id) => id === 6)).toHaveLength(3)
    expect(byName['Guilty pleasures']?.entries.map(({ mediaId }) => mediaId)).toEqual([530, 740, 532])
    expect(idsOf(groups.filter(({ isCustomList }) => !isCustomList))).not.toContain(530)
  })

  test('private entries are visible only to their owner', async () => {
    const secret = [20594, 900001, 900002, 900006]
    const asGuest = idsOf(groupsOf((await ask(sandbox, list('collector', ''))).data))
    const asOther = idsOf(
      groupsOf((await ask(sandbox, list('collector', ''), { token: sandbox.tokenFor('casual') })).data),
    )
    const asOwner = idsOf(
      groupsOf((await ask(sandbox, list('collector', ''), { token: sandbox.tokenFor('collector') })).data),
    )
    expect(asGuest.filter((id) => secret.includes(id))).toEqual([])
    expect(asOther).toEqual(asGuest)
    expect(new Set(asOwner)).toEqual(new Set([...asGuest, ...secret]))
  })

  test('manga are a separate list', async () => {
    const { data } = await ask(
      sandbox,
      '{ MediaListCollection(userName: "collector", type: MANGA) { lists { name status isCustomList entries { mediaId } } } }',
    )
    expect(new Set(idsOf(groupsOf(data)))).toEqual(new Set([30013]))
  })

  test('can be filtered by status', async () => {
    const of = async (more: string) => idsOf(groupsOf((await ask(sandbox, list('casual', '', more))).data))
    expect(await of('status: DROPPED')).toEqual([104276, 20605])
    expect(await of('status_in: [PAUSED, REPEATING]')).toEqual([20594, 269])
  })

  test('chunks of at most 500 add up to the whole list', async () => {
    const read = async (chunk: number) => {
      const { data } = await ask(sandbox, list('scale600', '', `chunk: ${chunk}, perChunk: 9999`))
      const ids = groupsOf(data).filter(({ entries }) => entries.length > 0)
      return { ids: new Set(idsOf(ids)), more: data.MediaListCollection.hasNextChunk }
    }
    const [first, second] = [await read(1), await read(2)]
    expect([first.ids.size, first.more]).toEqual([500, true])
    expect([second.ids.size, second.more]).toEqual([100, false])
    expect(new Set([...first.ids, ...second.ids])).toEqual(
      new Set(sandbox.list('scale600').map(({ mediaId }) => mediaId)),
    )
  })

  test('IDs of entries and owners fit in GraphQL’s Int, however long the list', async () => {
    const { status, data } = await ask(sandbox, list('scale1000', 'id userId'))
    const entries = groupsOf(data).flatMap((group) => group.entries)
    expect(status).toBe(200)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(1000)
    expect(new Set(entries.map(({ userId }) => userId)).size).toBe(1)
  })

  test.each([
    ['POINT_100', 70],
    ['POINT_10_DECIMAL', 7],
    ['POINT_10', 7],
    ['POINT_5', 4],
    ['POINT_3', 2],
  ])('scores in %s', async (format, score) => {
    const query = `{ MediaListCollection(userName: "casual", type: ANIME) { lists { entries { mediaId score(format: ${format}) } } } }`
    const entries = groupsOf((await ask(sandbox, query)).data).flatMap((group) => group.entries)
    expect(entries.find(({ mediaId }) => mediaId === 900001)).toEqual({ mediaId: 900001, score })
  })

  test('studios inside relations fail on a list of more than 500 entries', async () => {
    const query = (user: string) =>
      `{ MediaListCollection(userName: "${user}", type: ANIME) { lists { entries { media { ...m } } } } }
       fragment m on Media { studios { nodes { name } } relations { nodes { studios { nodes { name } } } } }`
    expect(await ask(sandbox, query('scale501'))).toMatchObject({ status: 500, data: null })
    expect(await ask(sandbox, query('scale500'))).toMatchObject({ status: 200 })
  })
})

describe('media and relations', () => {
  const relationsOf = async (id: number, fields: string, token = sandbox.tokenFor('casual')) =>
    (await ask(sandbox, `{ Media(id: ${id}) { relations { edges { ${fields} } } } }`, { token })).data.Media
      .relations.edges

  test('version 1 hides the kinds that were added later', async () => {
    const kinds = async (id: number, version: string) =>
      new Set(((await relationsOf(id, `k: relationType${version}`)) as { k: string }[]).map(({ k }) => k))
    expect(await kinds(9756, '(version: 2)')).toEqual(new Set(['COMPILATION', 'SEQUEL']))
    expect(await kinds(9756, '')).toEqual(new Set(['OTHER', 'SEQUEL']))
    expect(await kinds(131573, '(version: 1)')).toEqual(new Set(['SEQUEL']))
    expect(await kinds(65513, '(version: 2)')).toEqual(new Set(['ADAPTATION']))
    expect(await kinds(13469, '(version: 2)')).toEqual(new Set(['PARENT']))
    expect((await kinds(12189, '(version: 2)')).has('SOURCE')).toBe(true)
    expect((await kinds(12189, '(version: 1)')).has('SOURCE')).toBe(false)
  })

  test('a deleted media is a null node', async () => {
    const edges = await relationsOf(900001, 'relationType(version: 2) node { id }')
    expect(edges).toContainEqual({ relationType: 'OTHER', node: null })
  })

  test('edges may lead to the media itself, or twice to another', async () => {
    const ids = async (id: number) =>
      ((await relationsOf(id, 'node { id }')) as { node: { id: number } | null }[]).map(
        ({ node }) => node?.id,
      )
    expect(await ids(900002)).toContain(900002)
    expect((await ids(900001)).filter((id) => id === 900002).length).toBeGreaterThan(1)
  })

  test('a media has the viewer’s entry, except inside relations', async () => {
    const query =
      '{ Media(id: 16498) { mediaListEntry { status score } relations { edges { node { mediaListEntry { status } } } } } }'
    const { Media } = (await ask(sandbox, query, { token: sandbox.tokenFor('casual') })).data
    expect(Media.mediaListEntry).toEqual({ status: 'COMPLETED', score: 9 })
    for (const { node } of Media.relations.edges) expect(node.mediaListEntry).toBeNull()
    expect((await ask(sandbox, query)).data.Media.mediaListEntry).toBeNull()
  })

  test.each([
    ['nobody', undefined, 'Shingeki no Kyojin'],
    ['someone who prefers English', 'casual', 'Attack on Titan'],
    ['someone who prefers Japanese', 'collector', '進撃の巨人'],
  ])('the preferred title of %s', async (_story, user, title) => {
    const token = user === undefined ? {} : { token: sandbox.tokenFor(user) }
    const { data } = await ask(sandbox, '{ Media(id: 16498) { title { userPreferred } } }', token)
    expect(data.Media.title.userPreferred).toBe(title)
  })

  test('an airing title airs within a week, and at the same time when requested again', async () => {
    const query = '{ Media(id: 182255) { status nextAiringEpisode { airingAt episode timeUntilAiring } } }'
    const { status, nextAiringEpisode } = (await ask(sandbox, query)).data.Media
    expect(status).toBe('RELEASING')
    expect(nextAiringEpisode).toMatchObject({ episode: 2 })
    expect(nextAiringEpisode.airingAt - clock.now() / 1000).toBe(nextAiringEpisode.timeUntilAiring)
    expect(nextAiringEpisode.timeUntilAiring).toBeGreaterThan(0)
    expect(nextAiringEpisode.timeUntilAiring).toBeLessThanOrEqual(7 * 24 * 3600)
    await clock.advance(1000)
    expect((await ask(sandbox, query)).data.Media.nextAiringEpisode.airingAt).toBe(nextAiringEpisode.airingAt)
  })

  test('the season is derived from the date, and the sandbox draws a poster', async () => {
    const query = '{ Media(id: 16498) { season seasonYear siteUrl coverImage { large color } description } }'
    const { data } = await ask(sandbox, query)
    expect(data.Media).toMatchObject({
      season: 'SPRING',
      seasonYear: 2013,
      siteUrl: 'https://anilist.co/anime/16498',
      coverImage: {
        large: `${sandbox.url}/posters/16498.svg`,
        color: expect.stringMatching(/^#[0-9a-f]{6}$/),
      },
    })
    const poster = await fetch(data.Media.coverImage.large)
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(await poster.text()).toContain('Shingeki')
  })

  test('there is no poster for a media that does not exist', async () => {
    expect((await fetch(`${sandbox.url}/posters/99999999.svg`)).status).toBe(404)
  })
})

test('pages of other origins may send requests, as on AniList', async () => {
  const preflight = await fetch(sandbox.graphqlUrl, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:8000', 'access-control-request-headers': 'content-type' },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Content-Type')
})
