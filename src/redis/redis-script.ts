import { createHash } from 'node:crypto'

/** A Lua script, which Redis runs as one step that nothing else interrupts. */
export interface Script {
  readonly lua: string
  /** By which Redis knows it once it has run it. */
  readonly sha: string
}

export function defineScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}
