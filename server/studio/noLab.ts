/** The pool of a machine that can hold no lab: pages are read there, and nothing runs. */
import type { LabInfo, Pool } from '../lab/index.ts'

export const noLab: Pool = {
  info: { python: '', redis: '', packages: {}, limits: [], sandboxed: true } as LabInfo,
  take: () => ({ lab: Promise.resolve(undefined), leave: () => undefined }),
  status: () => ({ used: 0, warm: 0, queued: 0, capacity: 0 }),
  dispose: () => Promise.resolve(),
}

/** Why nothing can run on this kind of machine; undefined where it can. */
export function whyNoLab(platform: NodeJS.Platform): string | undefined {
  if (platform === 'linux') return undefined
  const way =
    platform === 'win32' ? 'Start the studio in WSL' : 'Use a Linux machine or a container'
  return `Programs run on Linux only. ${way} to run and play them; everything else works here.`
}
