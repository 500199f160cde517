import { z } from 'zod'

// Imported before any schema is made, which is when zod tries whether it may compile: the content security policy allows no code
// that is made at run time.
z.config({ jitless: true })
