/** The start-up probe: can this machine hold labs, with the full flag set, and if not, what mends it. */
import { existsSync, readFileSync } from 'node:fs'
import type { LabPaths } from './paths.ts'
import { trySandbox } from './process.ts'

export type Probe =
  | { readonly ok: true }
  | {
      readonly ok: false
      /** One sentence naming the cause. */
      readonly say: string
      /** The command that mends it, where one is known. */
      readonly mend?: string
    }

/** What a template and its labs do: namespaces within the sandbox, under the filter. */
const NESTED = [
  '--user',
  '--map-root-user',
  '--mount',
  '--pid',
  '--net',
  '--ipc',
  '--uts',
  '--fork',
]

/** Starts the sandbox once as a template would be, and makes namespaces in it as a lab would. */
export async function probe(paths: LabPaths): Promise<Probe> {
  const missing = missingPart(paths)
  if (missing !== undefined) return missing
  const sandbox = { paths, mounts: [] }
  const outer = await trySandbox(sandbox, ['/usr/bin/true'])
  if (outer !== undefined) return explain(outer, readSettings())
  const inner = await trySandbox(sandbox, ['/usr/bin/unshare', ...NESTED, '/usr/bin/true'])
  return inner === undefined ? { ok: true } : explain(inner, readSettings())
}

function missingPart(paths: LabPaths): Probe | undefined {
  const lacking = [
    { path: paths.bwrap, name: 'bubblewrap' },
    { path: paths.redisServer, name: 'redis-server' },
    { path: '/usr/bin/python3', name: 'Python 3' },
    { path: `${paths.supervisor}/boot`, name: 'the supervisor' },
  ].find(({ path }) => !existsSync(path))
  return (
    lacking && { ok: false, say: `${lacking.name} is not at ${lacking.path}.`, mend: 'npm start' }
  )
}

export interface KernelSettings {
  readonly apparmorRestricts: boolean
  readonly clonesForbidden: boolean
  readonly noNamespaces: boolean
}

function readSettings(): KernelSettings {
  const read = (name: string): string => {
    const path = `/proc/sys/${name}`
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  }
  return {
    apparmorRestricts: read('kernel/apparmor_restrict_unprivileged_userns') === '1',
    clonesForbidden: read('kernel/unprivileged_userns_clone') === '0',
    noNamespaces: read('user/max_user_namespaces') === '0',
  }
}

const MAX_NAMESPACES = 15_000

/** From what the sandbox said and how the kernel is set to a cause and its mend. Pure. */
export function explain(said: string, kernel: KernelSettings): Probe {
  if (kernel.noNamespaces) {
    return {
      ok: false,
      say: 'The kernel allows no user namespaces, which labs are made of.',
      mend: `sudo sysctl -w user.max_user_namespaces=${MAX_NAMESPACES}`,
    }
  }
  if (kernel.clonesForbidden) {
    return {
      ok: false,
      say: 'The kernel forbids user namespaces to ordinary users, and labs are made of them.',
      mend: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    }
  }
  if (kernel.apparmorRestricts) {
    return {
      ok: false,
      say: 'AppArmor forbids user namespaces to ordinary users (the default of Ubuntu 24.04), and labs are made of them.',
      mend: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    }
  }
  if (said.includes('find source path')) {
    return { ok: false, say: `A folder of the lab cannot be reached: ${said}` }
  }
  if (/namespace|uid map|Operation not permitted|Permission denied/i.test(said)) {
    return {
      ok: false,
      say: `User namespaces are forbidden here, as in most containers: allow them for this container (Docker: --security-opt seccomp=unconfined --security-opt systempaths=unconfined). The sandbox ${said}`,
    }
  }
  return { ok: false, say: `The sandbox does not start: it ${said}` }
}
