#!/usr/bin/env node
// The door of the command line. It stays small and imports nothing at first: an old Node must get as far as the
// message, and a reader like `head` may close the pipe before anything else happens.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `error: this needs Node 24 or later and runs on ${process.version}. Install it from https://nodejs.org. (old-node)`,
  )
  process.exit(1)
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has seen enough. That is no failure.
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

const { run } = await import('./program.ts')
process.exitCode = await run(process.argv.slice(2))

export {}
