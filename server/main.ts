/**
 * The server's process: opens every part, gives up root, serves, and ends in order.
 *
 *   pool of labs  ------------------------.
 *   progress (its own Redis) -> course ----`-> app (HTTP, WebSocket) ; taken down backwards
 *
 * The first lab takes longer than all the rest: it is begun before most of our own code is read.
 */
import { createServer } from 'node:net'
import { ConfigError, isLoopback, readConfig, type Config } from './config.ts'
import { LABS_UID, openPlainPool, openPool, probe, type Pool } from './lab/index.ts'
import { StartError } from './startError.ts'
import { openLog, type Log } from './watch/index.ts'

const closings: (() => Promise<void> | void)[] = []
let ending: Promise<void> | undefined

/** Until the configuration is read, and in a terminal: sentences. */
let journal: Log = openLog('text', process.stderr)

function log(line: string): void {
  journal.line(line)
}

/** What the kernel bounds of each lab, once they are opened. */
let fenced = ''

function refused(): void {
  journal.audit('the kernel refused a lab another process', { limit: 'tasks' })
}

/** Opens all parts; each adds how it is closed as soon as it is there. Resolves with the address. */
async function start(config: Config): Promise<string> {
  const host = bindAddress(config.host)
  const root = process.getuid?.() === 0
  const checked = Promise.all([requireSandbox(config), requirePort(host, config.port)])
  // What a lab says of its failure is told when it is not the machine's, which has a mend.
  const tell = (line: string): void => void checked.then(() => log(line)).catch(() => undefined)
  const labs = config.sandbox ? openLabs(config, tell) : undefined
  labs?.catch(() => undefined)
  await checked
  const { serve } = await import('./serve.ts')
  const port = await serve({
    ...{ config, host, journal },
    closing: (close) => void closings.push(close),
    openLabs: () => {
      // Plain programs must not even begin as root; sandboxed labs see to that themselves.
      if (root && labs === undefined) giveUpRoot()
      return labs ?? openLabs(config, log)
    },
  })
  if (root && config.sandbox) giveUpRoot()
  const name = config.host.includes(':') ? `[${config.host}]` : config.host
  return `http://${name}:${port}`
}

async function openLabs(config: Config, tell: Log['line']): Promise<Pool> {
  const { paths, sandbox, labs: capacity } = config
  try {
    const size = capacity === undefined ? {} : { capacity }
    const open = { paths, log: tell, refused, ...size }
    const opening = sandbox ? openPool(open) : openPlainPool({ paths, log: tell })
    // Also when we end before it is there: nothing of it is left over.
    closings.push(async () => (await opening.catch(() => undefined))?.dispose())
    const pool = await opening
    fenced = (pool.fence ?? []).join(' ')
    return pool
  } catch (error) {
    // The lab says in a sentence what is wrong with the machine.
    if (error instanceof Error) throw new StartError(error.message, { cause: error })
    throw error
  }
}

/** Rejects at once when the port is taken, not after everything else was opened. */
function requirePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const tried = createServer()
    tried.once('error', reject)
    tried.listen(port, host, () => tried.close(() => resolve()))
  })
}

/** `localhost` is both families; one of them suffices, and every browser tries both. */
function bindAddress(host: string): string {
  return host.toLowerCase() === 'localhost' ? '127.0.0.1' : host
}

async function requireSandbox({ paths, host, sandbox }: Config): Promise<void> {
  if (!sandbox) return
  const tried = await probe({ ...paths })
  if (tried.ok) return
  const mend = tried.mend === undefined ? '' : ` Try: ${tried.mend}`
  const off = isLoopback(host) ? ' Or start with --sandbox off, on this machine alone.' : ''
  throw new StartError(`${tried.say}${mend}${off}`)
}

/** Before any learner's byte: from here on the server is the user that labs belong to. */
function giveUpRoot(): void {
  process.setgroups?.([])
  process.setgid?.(LABS_UID)
  process.setuid?.(LABS_UID)
}

/** Closes what is open, the last first. A part that fails to close does not keep the others. */
async function end(): Promise<void> {
  for (const close of closings.splice(0).reverse()) {
    try {
      await close()
    } catch (error) {
      log(`main: a part did not close: ${String(error)}`)
    }
  }
}

/** npm that was killed passes no signal on: when it is gone, so are we. */
function followNpm(): void {
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    if (ending === undefined) onSignal()
  }, 1000)
  watch.unref()
}

/** The first signal ends in order, the second at once. */
function onSignal(): void {
  if (ending !== undefined) process.exit(130)
  ending = end().then(() => process.exit(0))
}

function sentence(error: unknown, config: Config | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof StartError) return error.message
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { port, host } = config ?? { port: 0, host: '' }
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken: end what uses it, or choose another with --port.`
    case 'EACCES':
      return `Port ${port} needs rights that this user has not: choose one above 1023 with --port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: choose another with --host.`
    case 'ENOSPC':
      return 'The disk is full: free some space, then start again.'
    default:
      return undefined
  }
}

async function main(): Promise<void> {
  let config: Config | undefined
  try {
    config = readConfig()
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
    process.on('SIGHUP', onSignal)
    if (config.underNpm) followNpm()
    // A defect in one learner's session must not end the labs of all others. Told in full, to be mended.
    // Who read our lines may go: telling that as a defect would be one more line, for ever.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
    process.on('uncaughtException', (error) =>
      log(`main: a defect: ${error.stack ?? String(error)}`),
    )
    journal = openLog(config.log, process.stderr)
    const address = await start(config)
    journal.event('serving', { address, sandbox: config.sandbox, fence: fenced })
    process.stdout.write(`Backchannel is at ${address}\n`)
  } catch (error) {
    if (ending === undefined)
      log(sentence(error, config) ?? String(error instanceof Error ? error.stack : error))
    await (ending ?? end())
    process.exit(1)
  }
}

await main()
