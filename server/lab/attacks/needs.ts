/** What attacks need of the machine: a bound that it does not lend to labs can stop nothing. */
import { lookForFence } from '../fence/fence.ts'
import { shown } from '../paths.ts'
import { testPaths } from '../testPaths.ts'
import { tryUsers } from '../users.ts'

/** Names of what labs have here, as `Needs:` in an attack's head has them. */
export type Had = ReadonlySet<string>

/** `users` where each lab is a user of its own, and what a control group bounds. */
export async function lookForNeeds(): Promise<Had> {
  const users = await tryUsers(shown(testPaths))
  return new Set<string>([...lookForFence().bounds, ...(users ? ['users'] : [])])
}

/** Why what needs this is not played here; undefined when it is. */
export function lacking(needs: string | undefined, had: Had): string | undefined {
  if (needs === undefined || had.has(needs)) return undefined
  if (needs === 'users') return 'all labs are one user here'
  return `no control group bounds ${needs} here`
}
