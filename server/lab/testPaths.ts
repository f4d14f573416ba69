/** The parts of a lab as tests find them: as set up in this clone. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { LabPaths } from './paths.ts'

const project = path.resolve(import.meta.dirname, '../..')
const system = path.join(project, 'var/system')

function binary(name: string): string {
  const own = `${system}/usr/bin/${name}`
  return existsSync(`/usr/bin/${name}`) ? `/usr/bin/${name}` : own
}

export const testPaths: LabPaths = {
  supervisor: path.join(import.meta.dirname, 'supervisor'),
  python: path.join(project, 'var/python'),
  system: existsSync(system) ? system : undefined,
  bwrap: binary('bwrap'),
  redisServer: binary('redis-server'),
}
