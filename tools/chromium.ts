import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium; playwright-core brings none of its own. */
const executablePath = '/usr/bin/chromium'
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a browser without a window.
 *
 * @param args further flags, such as `--remote-debugging-port=9222` for tools that bring no browser of their own
 */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...flags, ...args] })
}
