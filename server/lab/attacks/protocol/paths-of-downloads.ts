// Tries: downloads files of the machine through the address of its own files.
// Layer: file placing
// How: paths that lead out of the folder, and links, are not followed
// Reads: ^0 of \d+ told anything$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done, download } from '../script.ts'
import type { Scene } from '../stage.ts'

const LINKS = `import os
os.symlink('/etc/passwd', 'passwd')
os.symlink('/', 'root')
os.symlink('/proc/self/environ', 'environ')
os.symlink('/dev/zero', 'zero')
os.mkfifo('fifo')
os.link('main.py', 'linked')
`
const PATHS = [
  '../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/etc/passwd',
  '%00',
  'a%00b',
  'passwd',
  'root/etc/passwd',
  'environ',
  'zero',
  'fifo',
  '.',
  '',
]

export async function attack({ attacker }: Scene): Promise<Ending> {
  const run = await attacker.start('main', { 'main.py': LINKS })
  await attacker.ended(run)
  const told: string[] = []
  for (const path of PATHS) {
    const { status, text } = await download(attacker, path)
    if (status === 200 && /root:|PATH=|^.{100}/s.test(text) && !text.includes('<!doctype'))
      told.push(`broke: ${path} gave ${text.slice(0, 60)}`)
  }
  return done([...told, `${told.length} of ${PATHS.length} told anything`].join('\n'))
}
