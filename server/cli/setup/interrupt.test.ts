/** What a signal in the middle of set-up leaves: nothing half done, and nobody running. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder = ''
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'interrupt-'))
})
afterEach(() => fs.rm(folder, { recursive: true }))

/** A command of ours that does `work`, whose text may use what is imported here. */
function command(work: string): ChildProcess {
  const source = `
    import { capture, share, tee } from '${path.join(import.meta.dirname, 'command.ts')}'
    import { main } from '${path.join(import.meta.dirname, 'main.ts')}'
    import { step } from '${path.join(import.meta.dirname, 'step.ts')}'
    await main(async () => { ${work}; return 0 })`
  return spawn('node', ['--import', 'tsx', '--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Sends the signal when `sign` has been printed, then makes the file `sent`; what was printed in all, and the status. */
async function interrupted(
  child: ChildProcess,
  sign: string,
  signal: NodeJS.Signals,
): Promise<{ said: string; status: unknown }> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (bytes: Buffer) => {
    const before = out.includes(sign)
    out += bytes.toString()
    if (before || !out.includes(sign)) return
    child.kill(signal)
    writeFileSync(path.join(folder, 'sent'), '')
  })
  child.stderr?.on('data', (bytes: Buffer) => (err += bytes.toString()))
  const [status] = (await once(child, 'close')) as unknown[]
  // Two pipes, of which either may be read first.
  return { said: out + err, status }
}

test('Ctrl-C ends what runs, with its children, and takes back what was half done', async () => {
  const child = command(`
    await step('Unpacking', async () => {
      try { await tee(['sh', '-c', 'sleep 1000 & echo begun; wait']) }
      finally { process.stdout.write('[taken back] ') }
    })`)
  const { said, status } = await interrupted(child, 'begun', 'SIGINT')
  expect(said).toMatch(
    /^Unpacking \.\.\. begun\n\[taken back\] broken off after .* s\nInterrupted\. /,
  )
  // That it closed at all says that the sleeper, which holds the same pipe, is gone.
  expect(status).toBe(130)
})

test('what must not be broken off is let finish, and nothing is begun after it', async () => {
  // It does not end before the signal is there: only what is begun after that is too late.
  const install = `until [ -e ${folder}/sent ]; do sleep 0.01; done; echo >${folder}/installed`
  const child = command(`
    await step('Installing', () => capture(['sh', '-c', '${install}'], { whole: true }));
    await capture(['sh', '-c', 'echo >${folder}/next'])`)
  const { status } = await interrupted(child, 'Installing', 'SIGTERM')
  expect((await fs.readdir(folder)).toSorted()).toEqual(['installed', 'sent'])
  expect(status).toBe(143)
})

test('a program in our terminal is told, and its end waited for', async () => {
  const child = command(
    `await share(['sh', '-c', 'trap "echo told; exit 0" TERM; echo ready; while :; do sleep 0.05; done'])`,
  )
  const { said, status } = await interrupted(child, 'ready', 'SIGTERM')
  expect(said).toContain('told')
  expect(status).toBe(143)
})
