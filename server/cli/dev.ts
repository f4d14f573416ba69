/** `npm run dev`: the page with hot reload and a server that restarts; Ctrl-C ends both. */
import path from 'node:path'
import { share } from './setup/command.ts'
import { Interrupted } from './setup/interrupt.ts'
import { main } from './setup/main.ts'
import { setUpOwner } from './setup/owner.ts'
import { project } from './setup/places.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

/** Where vite.config.ts passes /api and /ws on to. */
const serverPort = '5178'

const bin = (name: string) => path.join(project, 'node_modules/.bin', name)

async function setUp(): Promise<void> {
  await setUpSystem()
  await setUpPackages()
  await setUpOwner()
}

/** The server first; the page, and with it the one address that is printed, when the server serves. */
async function develop(): Promise<number> {
  const over = new AbortController()
  let serves: () => void = () => undefined
  const serving = new Promise<void>((resolve) => (serves = resolve))
  const heard = (text: string): string => {
    // Nobody should open this address: it serves what was built, not what is being written.
    const rest = text.replace(/^Backchannel is at .*\n/m, '')
    if (rest !== text) serves()
    return rest
  }
  const server = share(
    [bin('tsx'), 'watch', '--clear-screen=false', 'server/main.ts', '--port', serverPort],
    { cwd: project, env: { ...process.env, PORT: '', HOST: '' }, signal: over.signal, heard },
  )
  await Promise.race([server, serving])
  const page = share([bin('vite'), '--clearScreen', 'false', ...process.argv.slice(2)], {
    cwd: project,
    signal: over.signal,
  })
  // Whichever ends first takes the other with it: half of it is of no use.
  const status = await Promise.race([page, server])
  over.abort()
  return status
}

await main(async () => {
  await inTurn(setUp)
  try {
    return await develop()
  } catch (error) {
    // Ctrl-C is how one ends it.
    if (error instanceof Interrupted) return 0
    throw error
  }
})
