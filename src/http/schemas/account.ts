import { z } from 'zod'

/** Sections come from everything that keeps something of a person, so that there is no end to their list here. */
export const accountExportSchema = z
  .looseObject({ exportedAt: z.iso.datetime() })
  .describe('Everything that is kept of a person, in sections; secrets excepted')
  .meta({ id: 'AccountExport' })
