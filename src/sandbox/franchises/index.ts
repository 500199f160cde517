import type { Franchise } from '../franchise.ts'
import { apothecaryDiaries } from './apothecary-diaries.ts'
import { attackOnTitan } from './attack-on-titan.ts'
import { baccano } from './baccano.ts'
import { bleach } from './bleach.ts'
import { bungoStrayDogs } from './bungo-stray-dogs.ts'
import { chainsawMan } from './chainsaw-man.ts'
import { chihayafuru } from './chihayafuru.ts'
import { clannad } from './clannad.ts'
import { codeGeass } from './code-geass.ts'
import { cowboyBebop } from './cowboy-bebop.ts'
import { dandadan } from './dandadan.ts'
import { demonSlayer } from './demon-slayer.ts'
import { drStone } from './dr-stone.ts'
import { dragonBall } from './dragon-ball.ts'
import { durarara } from './durarara.ts'
import { eightySix } from './eighty-six.ts'
import { evangelion } from './evangelion.ts'
import { fate } from './fate.ts'
import { fireForce } from './fire-force.ts'
import { frieren } from './frieren.ts'
import { fullmetalAlchemist } from './fullmetal-alchemist.ts'
import { gardenOfWords } from './garden-of-words.ts'
import { ghostInTheShell } from './ghost-in-the-shell.ts'
import { gintama } from './gintama.ts'
import { goldenKamuy } from './golden-kamuy.ts'
import { haikyu } from './haikyu.ts'
import { haruhiSuzumiya } from './haruhi-suzumiya.ts'
import { hellsParadise } from './hells-paradise.ts'
import { horimiya } from './horimiya.ts'
import { hunterXHunter } from './hunter-x-hunter.ts'
import { hyouka } from './hyouka.ts'
import { jojo } from './jojo.ts'
import { jujutsuKaisen } from './jujutsu-kaisen.ts'
import { kOn } from './k-on.ts'
import { kaguyaSama } from './kaguya-sama.ts'
import { karaNoKyoukai } from './kara-no-kyoukai.ts'
import { kimiNiTodoke } from './kimi-ni-todoke.ts'
import { konosuba } from './konosuba.ts'
import { laidBackCamp } from './laid-back-camp.ts'
import { lighthouse } from './lighthouse.ts'
import { madeInAbyss } from './made-in-abyss.ts'
import { madokaMagica } from './madoka-magica.ts'
import { major } from './major.ts'
import { mobPsycho } from './mob-psycho.ts'
import { monogatari } from './monogatari.ts'
import { mushishi } from './mushishi.ts'
import { mushokuTensei } from './mushoku-tensei.ts'
import { myHeroAcademia } from './my-hero-academia.ts'
import { naruto } from './naruto.ts'
import { natsume } from './natsume.ts'
import { nodameCantabile } from './nodame-cantabile.ts'
import { nonNonBiyori } from './non-non-biyori.ts'
import { onePiece } from './one-piece.ts'
import { onePunchMan } from './one-punch-man.ts'
import { oregairu } from './oregairu.ts'
import { oshiNoKo } from './oshi-no-ko.ts'
import { overlord } from './overlord.ts'
import { psychoPass } from './psycho-pass.ts'
import { rascal } from './rascal.ts'
import { reZero } from './re-zero.ts'
import { sailorMoon } from './sailor-moon.ts'
import { shinkalion } from './shinkalion.ts'
import { soloLeveling } from './solo-leveling.ts'
import { spiceAndWolf } from './spice-and-wolf.ts'
import { spyXFamily } from './spy-x-family.ts'
import { steinsGate } from './steins-gate.ts'
import { swordArtOnline } from './sword-art-online.ts'
import { tenseiSlime } from './tensei-slime.ts'
import { tokyoGhoul } from './tokyo-ghoul.ts'
import { toriko } from './toriko.ts'
import { trigun } from './trigun.ts'
import { tsukiGaKirei } from './tsuki-ga-kirei.ts'
import { vinlandSaga } from './vinland-saga.ts'
import { violetEvergarden } from './violet-evergarden.ts'
import { yourName } from './your-name.ts'

/**
 * Franchises with AniList's ids, titles, formats, dates and relations, as they stood in January 2026: what was
 * on air then is on air here, whatever the date. Add one as a file of its own, in the form that
 * `FranchiseTable` describes, and list it here.
 */
export const franchises: readonly Franchise[] = [
  apothecaryDiaries,
  attackOnTitan,
  baccano,
  bleach,
  bungoStrayDogs,
  chainsawMan,
  chihayafuru,
  clannad,
  codeGeass,
  cowboyBebop,
  dandadan,
  demonSlayer,
  drStone,
  dragonBall,
  durarara,
  eightySix,
  evangelion,
  fate,
  fireForce,
  frieren,
  fullmetalAlchemist,
  gardenOfWords,
  ghostInTheShell,
  gintama,
  goldenKamuy,
  haikyu,
  haruhiSuzumiya,
  hellsParadise,
  horimiya,
  hunterXHunter,
  hyouka,
  jojo,
  jujutsuKaisen,
  kOn,
  kaguyaSama,
  karaNoKyoukai,
  kimiNiTodoke,
  konosuba,
  laidBackCamp,
  lighthouse,
  madeInAbyss,
  madokaMagica,
  major,
  mobPsycho,
  monogatari,
  mushishi,
  mushokuTensei,
  myHeroAcademia,
  naruto,
  natsume,
  nodameCantabile,
  nonNonBiyori,
  onePiece,
  onePunchMan,
  oregairu,
  oshiNoKo,
  overlord,
  psychoPass,
  rascal,
  reZero,
  sailorMoon,
  shinkalion,
  soloLeveling,
  spiceAndWolf,
  spyXFamily,
  steinsGate,
  swordArtOnline,
  tenseiSlime,
  tokyoGhoul,
  toriko,
  trigun,
  tsukiGaKirei,
  vinlandSaga,
  violetEvergarden,
  yourName,
]
