/** A machine whose kernel forbids what labs are made of: nothing is served, and the sentence says what mends it. */
import { expect, test } from 'vitest'
import { ServerProcess } from '../serverProcess.ts'

/** A user namespace in which no further ones may be made, as on a kernel that forbids them. */
const FORBIDDEN = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
const machine = ['unshare', '--user', '--map-root-user', 'sh', '-c', FORBIDDEN, 'sh']

test.each([
  ['0.0.0.0', false],
  ['localhost', true],
])('on %s it does not start without a sandbox', async (host, mayGoWithout) => {
  const started = ServerProcess.start(['--host', host], {}, { parent: machine })
  const said = await started.then(
    async (server) => `it serves, and ended ${await server.end('SIGTERM')}`,
    (error: unknown) => String(error),
  )
  expect(said).toContain('The kernel allows no user namespaces, which labs are made of.')
  expect(said).toContain('Try: sudo sysctl -w user.max_user_namespaces=15000')
  expect(said.includes('--sandbox off')).toBe(mayGoWithout)
})
