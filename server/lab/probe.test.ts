/** What stands in the way of a sandbox is named with the command that mends it. */
import { describe, expect, it } from 'vitest'
import { explain, probe } from './probe.ts'
import { testPaths } from './testPaths.ts'

const free = { apparmorRestricts: false, clonesForbidden: false, noNamespaces: false }

describe('the probe', () => {
  it('passes with the full flag set where labs can be made', async () => {
    expect(await probe(testPaths)).toEqual({ ok: true })
  })

  it('names a part that is not there', async () => {
    expect(await probe({ ...testPaths, bwrap: '/nowhere/bwrap' })).toMatchObject({
      ok: false,
      say: 'bubblewrap is not at /nowhere/bwrap.',
    })
  })

  it('names a folder that cannot be reached', async () => {
    expect(await probe({ ...testPaths, python: '/nowhere' })).toMatchObject({
      ok: false,
      say: expect.stringContaining('/nowhere'),
    })
  })

  it.each([
    ['apparmorRestricts', 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
    ['clonesForbidden', 'sudo sysctl -w kernel.unprivileged_userns_clone=1'],
    ['noNamespaces', 'sudo sysctl -w user.max_user_namespaces=15000'],
  ])('knows the mend for %s', (setting, mend) => {
    expect(explain('ended with status 1', { ...free, [setting]: true })).toMatchObject({ mend })
  })

  it('tells a container from a defect of ours', () => {
    const said = 'ended with status 1: bwrap: No permissions to create new namespace'
    expect(explain(said, free)).toMatchObject({ say: expect.stringContaining('container') })
    expect(explain('ended with status 1: strange', free)).toMatchObject({
      say: expect.stringContaining('strange'),
    })
  })
})
