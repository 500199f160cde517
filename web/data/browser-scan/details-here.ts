import './uncompiled-checks.ts'
import { type MediaDetails, readMediaDetails } from '../../../src/anilist/media-details.ts'
import { browserClock, createAniListHere } from './anilist-here.ts'

/** Reads the details of a title from AniList. Nobody is kept waiting for AniList's allowance: the server may know them. */
export function readDetailsHere(anilistUrl: string, id: number): Promise<MediaDetails> {
  return readMediaDetails(createAniListHere({ ...browserClock, url: anilistUrl, patienceMs: 0 }), id)
}
