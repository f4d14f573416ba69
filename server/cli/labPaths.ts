/** Where the command line finds the parts of a lab: beside itself, set up by `npm start`. */
import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { LabPaths } from '../lab/start.ts'

/** The nearest folder above this file with a package.json; the bundle lies elsewhere than the source. */
function project(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
}

/** Where the server keeps what learners have done. */
export function progressFolder(): string {
  const real = process.env['BACKCHANNEL_PROJECT'] ?? realpathSync(project())
  return path.join(real, 'var/progress')
}

/** A sentence when a part is missing. */
export function findPaths(): LabPaths | string {
  const root = project()
  const system = path.join(root, 'var/system')
  const python = path.join(root, 'var/python')
  const bwrap = binary('bwrap', system)
  const redisServer = binary('redis-server', system)
  if (bwrap === undefined || redisServer === undefined || !existsSync(python)) {
    return `not set up yet: run npm start in ${root} once`
  }
  return {
    supervisor: path.join(root, 'server/lab/supervisor'),
    python,
    system: redisServer.startsWith(`${system}/`) ? system : undefined,
    bwrap,
    redisServer,
  }
}

function binary(name: string, system: string): string | undefined {
  return [`/usr/bin/${name}`, `/usr/local/bin/${name}`, `${system}/usr/bin/${name}`].find(
    (file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    },
  )
}
