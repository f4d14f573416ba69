/** `lab`: starts the sandbox first and loads the rest while it comes up. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { spawnTemplate, type Mount } from '../lab/start.ts'
import { HELP, parseArguments, type ExecRequest, type RunRequest } from './labArguments.ts'
import { findPaths, progressFolder } from './labPaths.ts'

/** Whose fault it is cannot be told from 1 or 2, which are programs' own. */
const OUR_FAULT = 125

function fail(say: string): never {
  process.stderr.write(`lab: ${say}\n`)
  process.exit(OUR_FAULT)
}

/** Places in a lab that are its own: nothing can be seen below them but what is there. */
const TAKEN = ['/usr', '/etc', '/proc', '/sys', '/dev', '/bin', '/sbin', '/lib', '/lib32', '/lib64']
TAKEN.push('/opt/lab', '/opt/python', '/opt/system')
/** Places of its own in which others may lie. */
const KEPT = [...TAKEN, '/home/learner', '/tmp']
const within = (place: string, folder: string): boolean =>
  folder === '/' || `${place}/`.startsWith(`${folder}/`)

function mountsOf(request: RunRequest | ExecRequest, progress: string): Mount[] {
  if (request.type === 'run' || request.mount === undefined) return []
  const folder = path.resolve(request.mount)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    fail(`${request.mount} is no folder`)
  }
  // A link to such a place is one, too: through /proc programs would meet the machine's own.
  const from = realpathSync(folder)
  const own = (place: string): boolean =>
    TAKEN.some((taken) => within(place, taken)) || KEPT.some((kept) => within(kept, place))
  if (own(folder) || own(from)) {
    fail(`${folder} is a place of the lab's own and cannot be mounted`)
  }
  // The server's data belong to the user that labs run as.
  const hide = within(progress, from) ? [path.relative(from, progress)] : []
  if (within(from, progress)) fail(`${folder} holds what the server keeps and cannot be mounted`)
  return [{ from, to: folder, hide }]
}

/** Before a lab is made for it; the stream opens it again. */
function checkReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK)
  } catch {
    fail(`${file} cannot be read`)
  }
}

async function main(): Promise<void> {
  const request = parseArguments(process.argv.slice(2))
  if (request.type === 'help') {
    process.stdout.write(HELP)
    return
  }
  if (request.type === 'wrong') fail(request.say)
  const paths = findPaths()
  if (typeof paths === 'string') fail(paths)
  const mounts = mountsOf(request, progressFolder())
  if (request.type === 'run' && request.stdin !== undefined) checkReadable(request.stdin)
  const log = (): void => undefined
  const template = spawnTemplate({ paths, mounts, slots: 1, log })
  const { perform } = await import('./labSession.ts')
  const result = await perform(request, { paths, mounts, process: template, log })
  if ('fault' in result) fail(result.fault)
  process.exit(result.status)
}

process.on('uncaughtException', (error) => {
  fail(error.message)
})
await main()
