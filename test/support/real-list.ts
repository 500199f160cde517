import { fileURLToPath } from 'node:url'

/** A real list from AniList, stored next to the project and not in it. `SHARED_DIR` names another folder. */
const shared = process.env.SHARED_DIR ?? fileURLToPath(new URL('../../../shared', import.meta.url))
export const realList = `${shared}/anilist/real-list.json`
