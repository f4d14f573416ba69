/** Flags and environment to one frozen, validated Config. Sole reader of process.env. */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { EDGE_FLAGS, readEdge, type EdgeConfig, type EdgeWords } from './edgeConfig.ts'

export interface Config {
  readonly port: number
  readonly host: string
  readonly sandbox: boolean
  /** Absolute paths, all of them. */
  readonly paths: {
    readonly lessons: string
    /** What is kept of lessons that were read. */
    readonly read: string
    readonly page: string
    readonly progress: string
    /** What was proven of lessons, and what was measured. */
    readonly proof: string
    readonly supervisor: string
    /** Folder of what goes along in a lesson's zip. */
    readonly kit: string
    /** Pinned Python packages as pip reads them. */
    readonly requirements: string
    /** Pinned Python packages; undefined when they are not there. */
    readonly python: string | undefined
    /** Debian packages unpacked by set-up; undefined when the machine's own are used. */
    readonly system: string | undefined
    readonly bwrap: string
    readonly redisServer: string
    /** Libraries of `redisServer` when it is an unpacked one. */
    readonly libraries: string | undefined
  }
  readonly redisUrl: string | undefined
  /** Labs at most; undefined: what memory and cores allow. */
  readonly labs: number | undefined
  /** While others wait for a lab, one in which nothing ran for so long goes to them; undefined: two minutes. */
  readonly idleMs: number | undefined
  /** Sentences for a terminal, or JSON for machines. */
  readonly log: 'text' | 'json'
  readonly edge: EdgeConfig
  /** Started by `npm start`, which then is the parent process. */
  readonly underNpm: boolean
}

/** What is wrong with flags or environment, as one sentence that says what to do. */
export class ConfigError extends Error {}

export const DEFAULT_PORT = 5177

type Environment = Readonly<Record<string, string | undefined>>

/** Reads flags (they win) and environment. Throws ConfigError. */
export function readConfig(
  args: readonly string[] = process.argv.slice(2),
  env: Environment = process.env,
): Config {
  const flags = readFlags(args)
  const root = findRoot()
  const host = flags.host ?? nonEmpty(env['HOST']) ?? 'localhost'
  const redisUrl = nonEmpty(env['REDIS_URL'])
  if (redisUrl !== undefined && !/^rediss?:\/\//.test(redisUrl))
    throw new ConfigError('REDIS_URL must begin with redis:// or rediss://.')
  const config: Config = {
    port: readPort(flags.port ?? nonEmpty(env['PORT'])),
    host,
    sandbox: readSandbox(flags.sandbox),
    paths: paths(root, flags, env['INIT_CWD'] ?? ''),
    redisUrl,
    labs: readCount('labs', flags.labs ?? nonEmpty(env['LABS'])),
    idleMs: readIdle(flags.idle ?? nonEmpty(env['IDLE'])),
    log: readLog(flags.log ?? nonEmpty(env['LOG_FORMAT'])),
    edge: readEdge(flags, env, (say) => new ConfigError(say)),
    underNpm: env['npm_lifecycle_event'] === 'start',
  }
  if (!config.sandbox && !isLoopback(host))
    throw new ConfigError(`--sandbox off is for this machine alone: leave out --host ${host}.`)
  if (!config.sandbox && config.edge.publicUrl !== undefined)
    throw new ConfigError('--sandbox off is for this machine alone: leave out --public-url.')
  return Object.freeze(config)
}

/** True for names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

const OWN_FLAGS = ['port', 'host', 'sandbox', 'lessons', 'progress', 'labs', 'idle', 'log'] as const
const FLAGS = [...OWN_FLAGS, ...EDGE_FLAGS] as const

type Flags = EdgeWords & Readonly<Partial<Record<(typeof FLAGS)[number], string | undefined>>>

function readFlags(args: readonly string[]): Flags {
  const options = Object.fromEntries(FLAGS.map((name) => [name, { type: 'string' } as const]))
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true })
    return Object.fromEntries(FLAGS.map((name) => [name, values[name]]))
  } catch (error) {
    const text = error instanceof Error ? error.message.split('. ')[0] : String(error)
    const known = FLAGS.map((name) => `--${name}`).join(', ')
    throw new ConfigError(`${text}. Known: ${known}.`, { cause: error })
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT
  const parsed = z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)).safeParse(text)
  if (!parsed.success) throw new ConfigError(`The port must be a number up to 65535, not ${text}.`)
  return parsed.data
}

/** A whole number above 0. */
function readCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const parsed = z.coerce.number().check(z.int(), z.gte(1)).safeParse(text)
  if (!parsed.success) throw new ConfigError(`--${name} is a whole number above 0, not ${text}.`)
  return parsed.data
}

/** From seconds to ms. */
function readIdle(text: string | undefined): number | undefined {
  const seconds = readCount('idle', text)
  return seconds === undefined ? undefined : seconds * 1_000
}

function readSandbox(text: string | undefined): boolean {
  if (text === undefined || text === 'on') return true
  if (text === 'off') return false
  throw new ConfigError(`--sandbox is on or off, not ${text}.`)
}

function readLog(text: string | undefined): Config['log'] {
  if (text === undefined || text === 'text') return 'text'
  if (text === 'json') return 'json'
  throw new ConfigError(`--log is text or json, not ${text}.`)
}

function paths(root: string, { lessons, progress }: Flags, typedIn: string): Config['paths'] {
  const python = join(root, 'var/python')
  const unpacked = join(root, 'var/system')
  const own = (name: string): string | undefined => {
    const path = join(unpacked, 'usr/bin', name)
    return existsSync(path) ? path : undefined
  }
  const redis = own('redis-server')
  return {
    // npm runs us in our own folder; whoever typed a path stands in another.
    lessons: lessons === undefined ? join(root, 'lessons') : resolve(typedIn, lessons),
    read: join(root, 'var/lessons'),
    page: join(root, 'build/client'),
    progress: progress === undefined ? join(root, 'var/progress') : resolve(typedIn, progress),
    proof: join(root, 'var/proof'),
    supervisor: join(root, 'server/lab/supervisor'),
    kit: join(root, 'server/export/kit'),
    requirements: join(root, 'server/cli/setup/requirements.txt'),
    python: existsSync(python) ? python : undefined,
    system: redis === undefined ? undefined : unpacked,
    bwrap: own('bwrap') ?? '/usr/bin/bwrap',
    redisServer: redis ?? '/usr/bin/redis-server',
    libraries: redis === undefined ? undefined : libraries(unpacked),
  }
}

function libraries(unpacked: string): string {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  return [`usr/lib/${triplet}`, `lib/${triplet}`].map((path) => join(unpacked, path)).join(':')
}

/** The project's folder, from here upwards: this code runs from source and bundled below `build`. */
function findRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder || !isAbsolute(above))
      throw new ConfigError('The project’s package.json is not above the server’s code.')
    folder = above
  }
  return folder
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}
