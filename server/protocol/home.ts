/** What a step needs to run at home beside the files that the page has. */
import * as z from 'zod/mini'

/** `GET /api/home/<lesson>/<step>`: texts by path, of the files that are not shown as tabs. */
export const HomeRest = z.object({ files: z.record(z.string(), z.string()) })
export type HomeRest = z.infer<typeof HomeRest>
