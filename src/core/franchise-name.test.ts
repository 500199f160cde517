import { describe, expect, test } from 'vitest'
import { anime, date } from '../../test/support/graph.ts'
import { franchiseName } from './franchise-name.ts'
import type { Media, TitleLanguage } from './media.ts'

/** Media with titles in one language, released a year apart. */
function line(titles: readonly (string | Partial<Media>)[], language: TitleLanguage = 'english'): Media[] {
  return titles.map((one, at) => {
    const title = { romaji: null, english: null, native: null }
    const startDate = date(2010 + at)
    return typeof one === 'string'
      ? anime(at + 1, { startDate, title: { ...title, [language]: one } })
      : anime(at + 1, { startDate, title, ...one })
  })
}

const long = 'A Title That Goes On '.repeat(10).trim()

describe('the name of a franchise', () => {
  test.each<[titles: string[], name: string]>([
    [['Kiki', 'Kiki Season 2', 'Kiki Season 2 Part 2'], 'Kiki'],
    [['Kiki Season 2', 'Kiki Season 3'], 'Kiki'],
    [['Kiki Season 2', 'Kiki Season 2 Part 2'], 'Kiki'],
    [['Kiki 2nd Season'], 'Kiki'],
    [['Kiki (2011)'], 'Kiki'],
    [['Kiki', 'Kiki II', 'Kiki III'], 'Kiki'],
    [['Kiki II', 'Kiki III'], 'Kiki'],
    [['Kiki: The Movie'], 'Kiki'],
    [['Kiki 100', 'Kiki 100 II'], 'Kiki 100'],
    [['Kiki No. 8', 'Kiki No. 8 Season 2'], 'Kiki No. 8'],
    [['Steins;Gate', 'Steins;Gate 0'], 'Steins;Gate'],
    [['Fate/Zero', 'Fate/stay night'], 'Fate'],
    [['Kiki!', 'Kiki!!', 'Kiki! Movie'], 'Kiki!'],
    [['Kiki', 'KIKI: Again', 'Kiki’s End'], 'Kiki'],
    [['Kiki: A Fine Story', 'Kiki: A Fine Story R2'], 'Kiki: A Fine Story'],
    [['KIKI -A fine story!', 'KIKI -A fine story! 2'], 'KIKI'],
    [['Kiki -A Fine Story-', 'Kiki -A Fine Story- Season 2'], 'Kiki'],
    [['"Kiki no Ko"', '"Kiki no Ko" Season 2'], '"Kiki no Ko"'],
    [['The Joy of Kiki Sato', 'The Loss of Kiki Sato'], 'Kiki Sato'],
    [['Kiki Does Not Dream of Cats', 'Kiki Does Not Dream of a Dog'], 'Kiki Does Not Dream'],
    [['Bakemonogatari', 'Nisemonogatari', 'Monogatari Series: Second Season'], 'Monogatari'],
    [['Kiki', 'Kikimora'], 'Kiki'],
    [['K', 'K: Missing Kings'], 'K'],
    [['86', '86 Part 2'], '86'],
    [['The Movie'], 'The Movie'],
    [['Season 2'], 'Season 2'],
    [['   ', '???'], '???'],
    [['', 'Kiki', 'Kiki 2'], 'Kiki'],
    [[long, `${long} Season 2`], long],
    [['مدينة الريح', 'مدينة الريح الموسم 2'], 'مدينة الريح'],
    [['עיר הרוח', 'עיר הרוח 2'], 'עיר הרוח'],
    [['Ветер', 'Ветер: Снова'], 'Ветер'],
  ])('of %j is %j', (titles, name) => {
    const main = line(titles)
    expect(franchiseName(main, main, 'english')).toBe(name)
  })

  test.each<[titles: string[], name: string]>([
    [['鬼滅の刃', '劇場版 鬼滅の刃 無限列車編', '鬼滅の刃 遊郭編'], '鬼滅の刃'],
    [['化物語', '偽物語', '〈物語〉シリーズ セカンドシーズン'], '物語'],
    [
      ['美少女戦士セーラームーン', '美少女戦士セーラームーンR', '美少女戦士セーラームーンセーラースターズ'],
      '美少女戦士セーラームーン',
    ],
    [['けいおん！', 'けいおん!!', '映画けいおん！'], 'けいおん！'],
    [['夏目友人帳', '続 夏目友人帳', '夏目友人帳 参'], '夏目友人帳'],
    [['東京喰種-トーキョーグール-', '東京喰種-トーキョーグール-√A'], '東京喰種'],
    [['薬屋のひとりごと', '薬屋のひとりごと 第2期'], '薬屋のひとりごと'],
    [['涼宮ハルヒの憂鬱', '涼宮ハルヒの消失'], '涼宮ハルヒ'],
    [['Dr. STONE', 'Dr.STONE 龍水'], 'Dr. STONE'],
    [['바람의 도시', '바람의 도시 2기'], '바람의 도시'],
  ])('of %j in the original script is %j', (titles, name) => {
    const main = line(titles, 'native')
    expect(franchiseName(main, main, 'native')).toBe(name)
    expect(franchiseName(main, main, 'english')).toBe(name)
  })

  test('is the title of the best-known series if the titles have nothing in common', () => {
    const titles = [
      { title: { english: 'Wind', romaji: null, native: null } },
      { title: { english: 'Water', romaji: null, native: null }, popularity: 9 },
      {
        title: { english: 'Fire: The Movie', romaji: null, native: null },
        popularity: 99,
        format: 'MOVIE' as const,
      },
    ]
    const main = line(titles)
    expect(franchiseName(main, main, 'english')).toBe('Water')
  })

  test('is common to the series if a film has a different name', () => {
    const film = { title: { english: 'Innocence', romaji: null, native: null }, format: 'MOVIE' as const }
    const main = line(['Ghosts', film, 'Ghosts Season 2'])
    expect(franchiseName(main, main, 'english')).toBe('Ghosts')
  })

  test('ignores songs', () => {
    const song = { title: { english: 'Overture', romaji: null, native: null }, format: 'MUSIC' as const }
    const main = line(['Kiki', 'Kiki 2', song])
    expect(franchiseName(main, main, 'english')).toBe('Kiki')
    expect(franchiseName(line([song]), [], 'english')).toBe('Overture')
  })

  test('is the title of an original outside the main line, if the name starts with it', () => {
    const [remake, original, other] = line(['Alchemy: Brothers', 'Alchemy', 'Alch']) as [Media, Media, Media]
    expect(franchiseName([remake], [remake, original, other], 'english')).toBe('Alchemy')
  })

  test('is in the requested language, if the first title has that one', () => {
    const title = { english: 'Wind', romaji: 'Kaze', native: '風' }
    const main = line([{ title }, { title: { ...title, english: null } }])
    expect(franchiseName(main, main, 'native')).toBe('風')
    expect(franchiseName(main, main, 'romaji')).toBe('Kaze')
    const later = line([{ title: { ...title, english: null } }, { title }])
    expect(franchiseName(later, later, 'english')).toBe('Kaze')
  })

  test('is the ID if there is no title', () => {
    const main = line([{}, {}])
    expect(franchiseName(main, main, 'english')).toBe('#1')
  })
})
