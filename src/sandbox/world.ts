import { Catalogue } from './catalogue.ts'
import { franchises } from './franchises/index.ts'
import { loadListFile } from './list-file.ts'
import { makeSampleUsers } from './sample-users.ts'
import { createScaleUsers } from './scale-user.ts'
import { generateFranchises } from './synthetic.ts'
import { UserDirectory } from './user.ts'

/** All data of a sandbox. */
export interface World {
  readonly catalogue: Catalogue
  readonly users: UserDirectory
}

/**
 * @param scale how many media to generate in addition to the real franchises
 * @param dataFile a list saved from AniList; see `loadListFile`
 */
export function createWorld({
  scale,
  seed,
  dataFile,
}: {
  scale: number
  seed: number
  dataFile: string | undefined
}): World {
  const catalogue = new Catalogue()
  for (const franchise of franchises) catalogue.add(franchise)
  const generated = generateFranchises(scale, seed)
  for (const franchise of generated) catalogue.add(franchise)
  const real = dataFile === undefined ? [] : [loadListFile(dataFile, catalogue)]
  const users = new UserDirectory([...makeSampleUsers(catalogue), ...real], createScaleUsers(generated, seed))
  return { catalogue, users }
}
