import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A proxy between a client and a server on the loopback address, standing in for the network. */
export interface TcpProxy {
  readonly port: number
  /** How long the server's output is delayed, in milliseconds. */
  delayMs: number
  /** Breaks all connections in both directions, by RST. @returns how many */
  reset(): number
  close(): Promise<void>
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>()
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    const pair = [client, upstream] as const
    pairs.add(pair)
    client.pipe(upstream)
    upstream.on('data', (chunk) => setTimeout(() => client.write(chunk), proxy.delayMs))
    upstream.on('end', () => setTimeout(() => client.end(), proxy.delayMs))
    for (const socket of pair) {
      socket.on('error', () => {
        // The other side learns of it from its own connection.
      })
      socket.on('close', () => {
        pairs.delete(pair)
        for (const each of pair) each.destroySoon()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    delayMs: 0,
    reset() {
      const all = [...pairs]
      for (const socket of all.flat()) socket.resetAndDestroy()
      return all.length
    },
    async close() {
      proxy.reset()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
