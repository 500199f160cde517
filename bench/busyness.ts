/**
 * How much longer work takes than it should, because others keep the machine busy: 1 where it has nothing else to do. Limits of time
 * are meant for such a machine, so what was measured is divided by this.
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
