/** What lies on the host for an attack to find: files, listeners and a process that nobody may touch. */
import { randomBytes } from 'node:crypto'
import {
  mkdtempSync,
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'

export interface Decoys {
  /** Where they are, as the module `decoys` that attacks import: an attacker who knows everything. */
  readonly module: string
  /** Words that must never be read by an attack, by what they would tell. */
  readonly secrets: ReadonlyMap<string, string>
  /** What was touched since they were laid out, as sentences. */
  touched(): string[]
  dispose(): Promise<void>
}

/** Lays them out. `more`: further secrets that others keep; `tree`: where the server's files lie. */
export async function layOut(more: ReadonlyMap<string, string>, tree: string): Promise<Decoys> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backchannel-decoys-'))
  chmodSync(folder, 0o777)
  const file = path.join(folder, 'secret')
  const secret = canary()
  writeFileSync(file, secret, { mode: 0o666 })
  chmodSync(file, 0o666)
  const before = statSync(file).mtimeMs
  const visits: string[] = []
  const local = path.join(folder, 'socket')
  const abstract = `backchannel-decoy-${process.pid}-${path.basename(folder)}`
  const listeners = await Promise.all([
    listen({ host: '127.0.0.1', port: 0 }, () =>
      visits.push('the listener on loopback was visited'),
    ),
    listen({ path: local }, () => visits.push('the listener at a path was visited')),
    listen({ path: `\0${abstract}` }, () => visits.push('the abstract listener was visited')),
  ])
  chmodSync(local, 0o777)
  const [loopback] = listeners
  const address = loopback?.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const names = new Set(readdirSync(folder))
  return {
    module: asModule({
      ...{ PORT: port, FILE: file, SOCKET: local, ABSTRACT: abstract, HOST: hostname() },
      PROJECT: tree,
    }),
    secrets: new Map([...more, ['the decoy file', secret]]),
    touched() {
      const wrong = visits.splice(0)
      if (readFileSync(file, 'utf8') !== secret || statSync(file).mtimeMs !== before)
        wrong.push('the decoy file was written')
      const added = readdirSync(folder).filter((name) => !names.has(name))
      if (added.length > 0) wrong.push(`beside the decoy file appeared ${added.join(', ')}`)
      return wrong
    },
    async dispose() {
      await Promise.all(listeners.map((one) => new Promise((resolve) => one.close(resolve))))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function asModule(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
    .join('')
}

/** A word that nobody says by chance. */
export function canary(): string {
  return `canary-${randomBytes(12).toString('hex')}`
}

function listen(
  where: { host: string; port: number } | { path: string },
  visited: () => void,
): Promise<Server> {
  const server = createServer((socket: Socket) => {
    visited()
    socket.destroy()
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, () => resolve(server))
  })
}
