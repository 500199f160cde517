import { z } from 'zod'

// Imported before any schema exists, when zod tests for `eval`: the content security policy forbids it.
z.config({ jitless: true })
