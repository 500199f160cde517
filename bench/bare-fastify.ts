import Fastify from 'fastify'

/** Fastify by itself: one route that sends an object, and nothing else. */
const app = Fastify()
app.get('/', async () => ({ status: 'alive' }))
console.log(`is running at ${await app.listen({ host: '127.0.0.1', port: 0 })}`)
