/** A template's process with a real bubblewrap. */
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { spawnTemplate } from './process.ts'
import { testPaths } from './testPaths.ts'

/** A sandbox stands after some ten milliseconds: each of these ends it at another point of its making. */
const KILLED_AFTER_MS = Array.from({ length: 60 }, (_, at) => at / 2)

it('a template that is killed while it is made leaves nothing that lives on', async () => {
  for (const ms of KILLED_AFTER_MS) {
    const template = spawnTemplate({ paths: testPaths, mounts: [], slots: 1, log: () => undefined })
    await setTimeout(ms)
    template.kill()
    // It is told only when nobody holds the template's stderr any more.
    expect(await template.exited).toContain('SIGKILL')
  }
})
