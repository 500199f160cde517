#!/usr/bin/env node
// Imports nothing at first, so that an old Node gets to the message and an early closed pipe is handled.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `error: this needs Node 24 or later and runs on ${process.version}. Install it from https://nodejs.org. (old-node)`,
  )
  process.exit(1)
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has closed the pipe, which is not an error.
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

const { run } = await import('./program.ts')
process.exitCode = await run(process.argv.slice(2))

export {}
