/** The commands of the labs' Redis, asked for once in a server's life, in a lab that nobody is in. */
import type { CommandDoc } from '../protocol/index.ts'
import { askCommands } from '../hands/index.ts'
import type { Lab, Pool } from '../lab/index.ts'

/** Who asks while the question is on its way hears the same answer: one lab is taken for it, not one each. */
const known = new WeakMap<Pool, Promise<readonly CommandDoc[] | undefined>>()

/**
 * Who monitors their Redis must not see this question, so a spare lab is asked; `own` only where there is none.
 * Undefined when nobody can be asked, or no answer came. Never rejects.
 */
export function commandsOf(
  pool: Pool,
  own: Lab | undefined,
): Promise<readonly CommandDoc[] | undefined> {
  const asked = known.get(pool)
  if (asked !== undefined) return asked
  const asking = ask(pool, own).then((commands) => {
    // Asked again next time.
    if (commands === undefined) known.delete(pool)
    return commands
  })
  known.set(pool, asking)
  return asking
}

async function ask(pool: Pool, own: Lab | undefined): Promise<readonly CommandDoc[] | undefined> {
  const { warm, queued } = pool.status()
  const lab = warm > 0 && queued === 0 ? await pool.take(() => {}).lab.catch(() => undefined) : own
  if (lab === undefined) return undefined
  try {
    return await askCommands(() => lab.connect())
  } catch {
    // Its Redis is stopped or busy.
    return undefined
  } finally {
    if (lab !== own) lab.dispose()
  }
}
