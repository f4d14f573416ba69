/** As root: lets the user that the server becomes read what it needs and write where it must. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { capture } from './command.ts'
import { labUser, places, project } from './places.ts'

/** Read by the server or a lab after root was given up. */
const read = ['build', 'lessons', 'server/lab', 'var/python', 'var/system']

/** On the way to those: entered, not read whole. */
const entered = ['.', 'server', 'var']

/** Does nothing unless we are root. A restrictive umask or owner is mended part by part. */
export async function setUpOwner(): Promise<void> {
  if (process.getuid?.() !== 0) return
  await fs.mkdir(places.progress, { recursive: true, mode: 0o700 })
  const { uid } = await fs.stat(places.progress)
  if (uid !== labUser) {
    await capture(['chown', '-R', `${labUser}:${labUser}`, places.progress])
  }
  await capture(['chmod', 'a+rx', ...entered.map((part) => path.join(project, part))])
  for (const part of read) {
    const place = path.join(project, part)
    if (!(await readable(place))) await capture(['chmod', '-R', 'a+rX', place])
  }
}

async function readable(place: string): Promise<boolean> {
  const stat = await fs.stat(place).catch(() => undefined)
  if (stat === undefined) return true
  const open = (stat.mode & 0o005) === 0o005
  if (!open || !stat.isDirectory()) return open
  // One file speaks for its folder: a clone gets all its modes from one umask.
  const entries = await fs.readdir(place, { withFileTypes: true })
  const file = entries.find((entry) => entry.isFile())
  if (file === undefined) return true
  return ((await fs.stat(path.join(place, file.name))).mode & 0o004) !== 0
}
