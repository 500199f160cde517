import type { Catalogue } from './catalogue.ts'
import { unknownDate } from './media.ts'
import { makeUser, type Profile, type SandboxUser } from './user.ts'
import { type EntryChange, type ListStatus, UserList } from './user-list.ts'

/** Part of a list: media ids, optionally with a score (`16498:90`) or the episodes watched (`21@400`). */
interface Shelf extends Pick<EntryChange, 'private' | 'hiddenFromStatusLists' | 'customLists'> {
  readonly status: ListStatus
  readonly media: string
}

interface SampleUser extends Omit<Profile, 'list'> {
  readonly shelves: readonly Shelf[]
}

/**
 * The sample users. Together they cover what a scan must handle: a list with many gaps, a complete one, a private one,
 * one with custom lists, one with plans only, and an empty one.
 */
const sampleUsers: readonly SampleUser[] = [
  {
    id: 101,
    name: 'casual',
    titleLanguage: 'ENGLISH',
    scoreFormat: 'POINT_10',
    shelves: [
      {
        status: 'COMPLETED',
        media: `
          16498:90 20958:85 99147:88        154587:95          113415:85 145064:90       140960:85 142838:80
          108465:80 127720:90 146065:80     101922:80 112151:90 142329:90 145139:75      150672:90 166531:80
          21459:80 21856:80 100166:85       105333:80 113936:75 142876:70 131518:80 162670:80
          9253:95 9756:90 127230:85 21827:90 97986:90 151807:75 21519:90 16782:75
          101921:85 112641:90 125367:95     5680:75 7791:80     30:80 32:85              5114:100
          20464:85 20992:90 21698:90 106625:80 113538:85 153658:90
          1 1575:85 2904:90 124080:80       900001:70 900002`,
      },
      { status: 'CURRENT', media: '21@412 101348@9 171018@5' },
      { status: 'REPEATING', media: '269:80' },
      { status: 'PAUSED', media: '20594@6' },
      { status: 'DROPPED', media: '104276@4 20605:40@3' },
      { status: 'PLANNING', media: '166873 98444 457 918 900005' },
    ],
    notifications: [
      { id: 1, type: 'AIRING', mediaId: 21, episode: 1155, hoursAgo: 5 },
      { id: 2, type: 'RELATED_MEDIA_ADDITION', mediaId: 185874, hoursAgo: 30 },
      {
        id: 3,
        type: 'MEDIA_MERGE',
        mediaId: 129874,
        deletedTitles: ['Kimetsu no Yaiba: Mugen Train (TV)'],
        hoursAgo: 200,
      },
      { id: 4, type: 'MEDIA_DELETION', deletedTitles: ['Toudaimori Picture Drama'], hoursAgo: 400 },
    ],
  },
  {
    id: 102,
    name: 'completionist',
    scoreFormat: 'POINT_100',
    shelves: [
      {
        status: 'COMPLETED',
        media: `
          16498:96 20958:91 99147:93 104578:99 110277:94 131681:95 146984:97 162314:92 20691 20692 20811 99634
          5114:98 121:85 430:77 9135   9253:97 10863 11577 21127   2167 4181   5680 7791 9617
          2593 3782 3783 4280 4282 5204 5205   1575 2904   21507 101338 140439   12189 124080 163132
          20464 20992 21698 106625 113538 153658   116589 131586   101348 136430   1 5`,
      },
      { status: 'CURRENT', media: '182255@1' },
      { status: 'COMPLETED', media: '154587:99' },
      { status: 'PLANNING', media: '185874 199221' },
      {
        status: 'COMPLETED',
        media: '269 116674 159322 169755 105333 113936 142876 131518 162670 172019 189117',
      },
    ],
  },
  {
    id: 103,
    name: 'private-person',
    isPrivate: true,
    scoreFormat: 'POINT_3',
    shelves: [
      { status: 'COMPLETED', media: '2966:70 98202:85 17549:80' },
      { status: 'COMPLETED', media: '5341:90', private: true },
    ],
  },
  {
    id: 104,
    name: 'collector',
    titleLanguage: 'NATIVE',
    scoreFormat: 'POINT_5',
    displayAdultContent: true,
    splitCompletedByFormat: true,
    customLists: ['Favourites', 'Shelf of films', 'Guilty pleasures', 'Empty'],
    shelves: [
      { status: 'COMPLETED', media: '457:100 43:90 467:85', customLists: ['Favourites'] },
      { status: 'COMPLETED', media: '2759 3784 3785', customLists: ['Shelf of films'] },
      { status: 'COMPLETED', media: '6', customLists: ['Favourites', 'Shelf of films'] },
      {
        status: 'COMPLETED',
        media: '530 740',
        customLists: ['Guilty pleasures'],
        hiddenFromStatusLists: true,
      },
      { status: 'PLANNING', media: '532', customLists: ['Guilty pleasures'], hiddenFromStatusLists: true },
      { status: 'COMPLETED', media: '20594', private: true },
      {
        status: 'COMPLETED',
        media: '900001 900002 900006',
        private: true,
        customLists: ['Guilty pleasures'],
      },
      { status: 'COMPLETED', media: '11757 900004 4081 5300' },
      { status: 'PAUSED', media: '10379@5' },
      { status: 'COMPLETED', media: '30013', customLists: ['Favourites'] },
    ],
  },
  {
    id: 105,
    name: 'planner',
    titleLanguage: 'ENGLISH',
    scoreFormat: 'POINT_10_DECIMAL',
    shelves: [{ status: 'PLANNING', media: '16498 1 918 627 4081 101291 21355 101280 98444' }],
  },
  { id: 106, name: 'newcomer', shelves: [] },
]

/** Builds the users' lists. Throws an Error for a media that is not in the catalogue. */
export function makeSampleUsers(catalogue: Catalogue): SandboxUser[] {
  return sampleUsers.map(({ shelves, ...profile }) => {
    const list = new UserList(profile.id * 100_000)
    let day = 0
    for (const { status, media, ...rest } of shelves) {
      for (const word of media.trim().split(/\s+/)) {
        const { id, ...given } = parseWord(word)
        const found = catalogue.find(id)
        if (found === undefined)
          throw new Error(`The list of ${profile.name} contains media ${id}, which is in no franchise.`)
        const isDone = status === 'COMPLETED' || status === 'REPEATING'
        const seen = {
          progress: isDone ? (found.episodes ?? 0) : 0,
          startedAt: status === 'PLANNING' ? unknownDate : found.startDate,
          completedAt: isDone ? found.endDate : unknownDate,
        }
        list.save(id, { status, ...seen, ...given, ...rest }, firstDay + day++ * 86_400)
      }
    }
    return makeUser({ ...profile, list })
  })
}

/** 1 January 2024 in Unix seconds. From then on, everyone adds a title a day. */
const firstDay = 1_704_067_200

function parseWord(word: string): { id: number; score?: number; progress?: number } {
  const [, id, score, progress] = /^(\d+)(?::(\d+))?(?:@(\d+))?$/.exec(word) ?? []
  if (id === undefined) throw new Error(`"${word}" is not an entry of a list.`)
  return {
    id: Number(id),
    ...(score !== undefined && { score: Number(score) }),
    ...(progress !== undefined && { progress: Number(progress) }),
  }
}
