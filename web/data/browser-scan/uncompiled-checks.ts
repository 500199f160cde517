import { z } from 'zod'

// Must be imported before any schema is created, which is when zod tests whether it may compile: the content security
// policy forbids code generated at run time.
z.config({ jitless: true })
