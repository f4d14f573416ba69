/** A hint of an exercise that its learner has read before, as it is now. */
import * as z from 'zod/mini'

/** `GET /api/hints/<lesson>/<step>/<key>`. */
export const HintRead = z.object({ html: z.string() })
export type HintRead = z.infer<typeof HintRead>
