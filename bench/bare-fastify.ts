import Fastify from 'fastify'

/** What Fastify does by itself: one route that sends an object, and nothing else. */
const app = Fastify()
app.get('/', async () => ({ status: 'alive' }))
console.log(`listens at ${await app.listen({ host: '127.0.0.1', port: 0 })}`)
