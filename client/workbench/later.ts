/** What stands around the editor and is not needed to read or to run, in one chunk. */
import { later } from '../ui/index.ts'

const load = () => import('./around.ts')
export const FileMenu = later(async () => (await load()).FileMenu)
export const Changed = later(async () => (await load()).Changed)
