import { describe, expect, test } from 'vitest'
import { franchisesOf } from '../../src/core/franchise.ts'
import { franchiseName } from '../../src/core/franchise-name.ts'
import { MediaGraph } from '../../src/core/graph.ts'
import type { Media } from '../../src/core/media.ts'
import { optionalKinds, type Relation } from '../../src/core/relation.ts'
import { followedKinds } from '../../src/core/search.ts'
import { isRecap } from '../../src/core/skippable.ts'
import { type WatchOrder, watchOrders } from '../../src/core/watch-order.ts'
import { franchises } from '../../src/sandbox/franchises/index.ts'
import { popularityOf } from '../../src/sandbox/popularity.ts'

const media = franchises.flatMap((one) => one.media)
const relations = franchises.flatMap((one) => one.relations) as readonly Relation[]
const graph = new MediaGraph()
graph.add({
  media: media.map((one) => ({ ...(one as unknown as Media), popularity: popularityOf(one) })),
  expansions: Map.groupBy(relations, ({ from }) => from),
})

function franchiseOf(id: number, followed: readonly (typeof optionalKinds)[number][], order: WatchOrder) {
  const [franchise] = franchisesOf(graph, [id], followedKinds({ relations: followed }), order)
  if (!franchise) throw new Error(`The sandbox has no ${id}`)
  return franchise
}

describe('franchises have the names that fans use', () => {
  test.each<[id: number, english: string, romaji: string]>([
    [161645, 'The Apothecary Diaries', 'Kusuriya no Hitorigoto'],
    [16498, 'Attack on Titan', 'Shingeki no Kyojin'],
    [2251, 'Baccano!', 'Baccano!'],
    [269, 'Bleach', 'BLEACH'],
    [21311, 'Bungo Stray Dogs', 'Bungou Stray Dogs'],
    [127230, 'Chainsaw Man', 'Chainsaw Man'],
    [10800, 'Chihayafuru', 'Chihayafuru'],
    [2167, 'Clannad', 'CLANNAD'],
    [1575, 'Code Geass: Lelouch of the Rebellion', 'Code Geass: Hangyaku no Lelouch'],
    [1, 'Cowboy Bebop', 'Cowboy Bebop'],
    [171018, 'DAN DA DAN', 'Dandadan'],
    [101922, 'Demon Slayer', 'Kimetsu no Yaiba'],
    [105333, 'Dr. STONE', 'Dr. STONE'],
    [813, 'Dragon Ball', 'Dragon Ball'],
    [6746, 'Durarara!!', 'Durarara!!'],
    [116589, '86 EIGHTY-SIX', '86: Eighty Six'],
    [30, 'Evangelion', 'Evangelion'],
    [10087, 'Fate', 'Fate'],
    [105310, 'Fire Force', 'Enen no Shouboutai'],
    [154587, 'Frieren: Beyond Journey’s End', 'Sousou no Frieren'],
    [121, 'Fullmetal Alchemist', 'Hagane no Renkinjutsushi'],
    [16782, 'The Garden of Words', 'Kotonoha no Niwa'],
    [43, 'Ghost in the Shell', 'Koukaku Kidoutai'],
    [918, 'Gintama', 'Gintama'],
    [99699, 'Golden Kamuy', 'Golden Kamuy'],
    [20464, 'HAIKYU!!', 'Haikyuu!!'],
    [849, 'Haruhi Suzumiya', 'Suzumiya Haruhi'],
    [128893, "Hell's Paradise", 'Jigokuraku'],
    [124080, 'Horimiya', 'Horimiya'],
    [11061, 'Hunter x Hunter', 'HUNTER×HUNTER'],
    [12189, 'Hyouka', 'Hyouka'],
    [14719, "JoJo's Bizarre Adventure", 'JoJo no Kimyou na Bouken'],
    [113415, 'JUJUTSU KAISEN', 'Jujutsu Kaisen'],
    [5680, 'K-ON!', 'K-ON!'],
    [101921, 'Kaguya-sama: Love is War', 'Kaguya-sama wa Kokurasetai'],
    [2593, 'the Garden of sinners', 'Kara no Kyoukai'],
    [6045, 'Kimi ni Todoke: From Me to You', 'Kimi ni Todoke'],
    [21202, 'KONOSUBA', 'Kono Subarashii Sekai ni Shukufuku wo!'],
    [98444, 'Laid-Back Camp', 'Yuru Camp△'],
    [97986, 'Made in Abyss', 'Made in Abyss'],
    [9756, 'Puella Magi Madoka Magica', 'Mahou Shoujo Madoka☆Magica'],
    [627, 'Major', 'Major'],
    [21507, 'Mob Psycho 100', 'Mob Psycho 100'],
    [5081, 'Monogatari', 'Monogatari'],
    [457, 'MUSHI-SHI', 'Mushishi'],
    [108465, 'Mushoku Tensei: Jobless Reincarnation', 'Mushoku Tensei'],
    [21459, 'My Hero Academia', 'Boku no Hero Academia'],
    [20, 'Naruto', 'NARUTO'],
    [4081, "Natsume's Book of Friends", 'Natsume Yuujinchou'],
    [1698, 'Nodame Cantabile', 'Nodame Cantabile'],
    [17549, 'Non Non Biyori', 'Non Non Biyori'],
    [21, 'ONE PIECE', 'ONE PIECE'],
    [21087, 'One-Punch Man', 'One Punch Man'],
    [14813, 'My Teen Romantic Comedy SNAFU', 'Yahari Ore no Seishun Love Come wa Machigatteiru.'],
    [150672, '"Oshi no Ko"', '"Oshi no Ko"'],
    [20832, 'Overlord', 'Overlord'],
    [13601, 'PSYCHO-PASS', 'PSYCHO-PASS'],
    [101291, 'Rascal Does Not Dream', 'Seishun Buta Yarou'],
    [21355, 'Re:ZERO', 'Re:Zero kara Hajimeru Isekai Seikatsu'],
    [530, 'Sailor Moon', 'Bishoujo Senshi Sailor Moon'],
    [151807, 'Solo Leveling', 'Ore dake Level Up na Ken'],
    [2966, 'Spice and Wolf', 'Ookami to Koushinryou'],
    [140960, 'SPY x FAMILY', 'SPY×FAMILY'],
    [9253, 'Steins;Gate', 'Steins;Gate'],
    [11757, 'Sword Art Online', 'Sword Art Online'],
    [101280, 'That Time I Got Reincarnated as a Slime', 'Tensei Shitara Slime Datta Ken'],
    [20605, 'Tokyo Ghoul', 'Tokyo Ghoul'],
    [6, 'Trigun', 'TRIGUN'],
    [101348, 'Vinland Saga', 'Vinland Saga'],
    [21827, 'Violet Evergarden', 'Violet Evergarden'],
    [21519, 'Your Name.', 'Kimi no Na wa.'],
  ])('%i: %s', (id, english, romaji) => {
    const followed = [[], ...optionalKinds.map((kind) => [kind]), optionalKinds]
    const found = followed.map((kinds) => franchiseOf(id, kinds, 'release'))
    expect(new Set(found.map(({ title }) => title))).toEqual(new Set([english]))
    const inRomaji = found.map(({ main, media }) =>
      franchiseName(
        media.filter((one) => main.has(one.id)),
        media,
        'romaji',
      ),
    )
    expect(new Set(inRomaji)).toEqual(new Set([romaji]))
  })

  test.each([
    [5081, '物語'],
    [113415, '呪術廻戦'],
    [2167, 'CLANNAD'],
    [16498, '進撃の巨人'],
    [20605, '東京喰種'],
    [530, '美少女戦士セーラームーン'],
    [101291, '青春ブタ野郎'],
    [105333, 'Dr. STONE'],
  ])('%i in its native language: %s', (id, native) => {
    const { main, media } = franchiseOf(id, optionalKinds, 'release')
    const line = media.filter((one) => main.has(one.id))
    expect(franchiseName(line, media, 'native')).toBe(native)
  })
})

describe('watch orders are the ones that fans recommend', () => {
  const opens = (id: number, order: WatchOrder, most: number) =>
    franchiseOf(id, optionalKinds, order)
      .media.slice(0, most)
      .map((one) => one.id)

  test.each<[story: string, order: WatchOrder, first: number[]]>([
    ['Bakemonogatari opens Monogatari', 'release', [5081, 11597, 15689, 17074, 20593, 20918, 21262, 9260]],
    [
      'in story order, Monogatari starts with Kizumonogatari',
      'story',
      [9260, 21399, 21400, 5081, 15689, 11597],
    ],
    ['JUJUTSU KAISEN starts with the series', 'release', [113415, 131573, 145064, 172463]],
    ['in story order, with the prequel film', 'story', [131573, 113415, 145064, 172463]],
    ['Clannad does not start with the film', 'release', [2167]],
    ['Fate starts with the series', 'release', [356, 6922, 10087, 11741, 19603]],
    ['in story order, Fate starts with Fate/Zero', 'story', [10087, 11741]],
    [
      'without alternatives, Fate has no series of 2006',
      'essential',
      [10087, 11741, 19603, 20792, 20791, 21718, 21719],
    ],
    ['Attack on Titan without recap films', 'essential', [16498, 18397, 20811, 21281, 20958]],
    ['Demon Slayer with the film rather than its series', 'essential', [101922, 112151, 142329, 145139]],
    ['JoJo starts with the series, not the OVAs', 'release', [14719, 20474]],
  ])('%s', (_, order, first) => {
    expect(opens(first[0] as number, order, first.length)).toEqual(first)
  })

  test.each(watchOrders)(
    'no franchise starts with a skippable title in the order %s, except an alternative series',
    (order) => {
      const all = franchisesOf(
        graph,
        media.map(({ id }) => id),
        followedKinds({ relations: optionalKinds }),
        order,
      )
      expect(all.length).toBeGreaterThan(70)
      for (const {
        media: [first],
        skippable,
        title,
      } of all) {
        const why = first && skippable.get(first.id)
        expect([title, isRecap(why)]).toEqual([title, false])
        if (why) expect([title, first.format]).toEqual([title, 'TV'])
      }
    },
  )
})
