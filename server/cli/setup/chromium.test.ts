/** Which system this is decides how a browser can be had. */
import { expect, test } from 'vitest'
import { parseSystem } from './chromium.ts'

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\nVERSION_ID="12"\n', 'debian'],
  ['ID="opensuse-leap"\nID_LIKE="suse"\n', 'opensuse-leap'],
  ['VERSION_ID=1\n', undefined],
])('%j', (release, system) => {
  expect(parseSystem(release)).toBe(system)
})
