/** `npm run studio`: the page beside the lessons' files, for who writes them. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DEFAULT_PORT, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { openPlainPool, openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { openStore } from './lessons/prove.ts'
import { editorLink, EDITORS, noLab, openStudio, whyNoLab } from '../studio/index.ts'
import { setUpBuild, studioTargets } from './setup/build.ts'
import { main } from './setup/main.ts'
import { places } from './setup/places.ts'
import { Problem } from './setup/problem.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

const HELP = `npm run studio -- [--lessons DIR] [--port N] [--editor NAME] [--poll] [--sandbox off]

Shows the lessons while you write them, on this machine alone, until Ctrl-C.
  --lessons DIR   another folder than ./lessons
  --port N        default ${DEFAULT_PORT}, also PORT
  --editor NAME   what links to files open: ${EDITORS.join(', ')};
                  or an address with {path}, {line} and {column} in it, as
                  'vscode://vscode-remote/ssh-remote+host{path}:{line}:{column}'.
                  Without it, what VISUAL or EDITOR names, else vscode
  --poll          look for changes every 150 ms, for drives that tell of none
  --sandbox off   one unsandboxed lab, for machines that cannot sandbox
`

const string = { type: 'string' } as const
const boolean = { type: 'boolean' } as const

interface Asked {
  readonly config: Config
  readonly link: string
  readonly poll: boolean
}

function read(args: string[]): Asked | 'help' {
  const options = {
    ...{ lessons: string, port: string, editor: string, sandbox: string },
    ...{ poll: boolean, help: { ...boolean, short: 'h' } },
  }
  let values
  try {
    values = parseArgs({ args, options, strict: true }).values
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new Problem(`${error.message.split('. ')[0]}. npm run studio -- --help lists what is.`)
  }
  if (values.help === true) return 'help'
  const link = editorLink(values.editor, process.env)
  if (link === undefined)
    throw new Problem(
      `No editor is known as ${values.editor}. Known: ${EDITORS.join(', ')}, or an address with {path} in it.`,
    )
  const flags = (['lessons', 'port', 'sandbox'] as const).flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [`--${name}`, value]
  })
  const { PORT, INIT_CWD } = process.env
  const config = readConfig(flags, { PORT, INIT_CWD })
  return { config, link, poll: values.poll === true }
}

async function openLabs({ paths, sandbox }: Config): Promise<Pool> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`)
  try {
    return await (sandbox ? openPool({ paths, log }) : openPlainPool({ paths, log }))
  } catch (error) {
    // The lab says in a sentence what is wrong with the machine.
    throw error instanceof Error ? new Problem(error.message, { cause: error }) : error
  }
}

/** Resolves when the person has asked to end. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal)
      process.once(signal, () => resolve())
    }
  })
}

async function serve({ config, link, poll }: Asked, noPlay: string | undefined): Promise<void> {
  const { paths, port } = config
  const pool = noPlay === undefined ? await openLabs(config) : noLab
  const studio = await openStudio({
    ...{ root: paths.lessons, link, poll, port, pool, page: paths.page },
    shell: path.join(places.build, 'studio'),
    keep: paths.read,
    store: await openStore(paths.lessons, pool),
    ...(noPlay === undefined ? {} : { noPlay }),
    log: (line) => void process.stderr.write(`${line}\n`),
  }).catch(async (error: unknown) => {
    await pool.dispose()
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? new Problem(`Port ${port} is taken: end what uses it, or choose another with --port.`)
      : error
  })
  process.stdout.write(`The studio is at http://localhost:${studio.port}/studio/\n`)
  await asked()
  await studio.dispose()
  await pool.dispose()
}

await main(async () => {
  const request = read(process.argv.slice(2))
  if (request === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const noPlay = request.config.sandbox ? whyNoLab(process.platform) : undefined
  await inTurn(async () => {
    if (noPlay === undefined) {
      await setUpSystem()
      await setUpPackages()
    }
    await setUpBuild(studioTargets)
  })
  await serve(request, noPlay)
  return 0
})
