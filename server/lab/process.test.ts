/** A sandbox's process with a real bubblewrap. */
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { spawnTemplate, trySandbox } from './process.ts'
import { testPaths } from './testPaths.ts'

/** A sandbox stands after some ten milliseconds: each of these ends it at another point of its making. */
const KILLED_AFTER_MS = Array.from({ length: 60 }, (_, at) => at / 2)
const sandbox = { paths: testPaths, mounts: [] }

it('a template that is killed while it is made leaves nothing that lives on', async () => {
  for (const ms of KILLED_AFTER_MS) {
    const template = spawnTemplate({ ...sandbox, slots: 1, log: () => undefined })
    await setTimeout(ms)
    template.kill()
    // It is told only when nobody holds the template's stderr any more.
    expect(await template.exited).toContain('SIGKILL')
  }
})

it('a tried sandbox that is killed while it is made is told, too', async () => {
  const children = (): string[] =>
    readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  for (const ms of KILLED_AFTER_MS) {
    const before = children()
    const tried = trySandbox(sandbox, ['/usr/bin/true'])
    const [pid] = children().filter((child) => !before.includes(child))
    await setTimeout(ms)
    // It may have ended well by then.
    if (children().includes(pid ?? '')) process.kill(Number(pid), 'SIGKILL')
    expect([undefined, 'ended with SIGKILL']).toContain(await tried)
  }
})
