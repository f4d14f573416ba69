/** The commands of the labs' Redis, asked for once in a server's life, in a lab that nobody is in. */
import type { CommandDoc } from '../protocol/index.ts'
import { askCommands } from '../hands/index.ts'
import type { Lab, Pool } from '../lab/index.ts'

const known = new WeakMap<Pool, readonly CommandDoc[]>()

/**
 * Who monitors their Redis must not see this question, so a spare lab is asked; `own` only where there is none.
 * Undefined when nobody can be asked, or no answer came.
 */
export async function commandsOf(
  pool: Pool,
  own: Lab | undefined,
): Promise<readonly CommandDoc[] | undefined> {
  const asked = known.get(pool)
  if (asked !== undefined) return asked
  const { warm, queued } = pool.status()
  const lab = warm > 0 && queued === 0 ? await pool.take(() => {}).lab : own
  if (lab === undefined) return undefined
  try {
    const commands = await askCommands(() => lab.connect())
    known.set(pool, commands)
    return commands
  } catch {
    // Its Redis is stopped or busy: asked again next time.
    return undefined
  } finally {
    if (lab !== own) lab.dispose()
  }
}
