/**
 * How much longer work takes than it should because the machine is busy: 1 on an idle one. Targets assume an idle machine, so
 * measurements are divided by this.
 */
export function busyness(): number {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  let used = 0
  while (used < 100) {
    const { user, system } = process.cpuUsage(before)
    used = (user + system) / 1000
  }
  return Math.max(1, (performance.now() - begun) / used)
}
