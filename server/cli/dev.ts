/** `npm run dev`: the page with hot reload and a server that restarts; Ctrl-C ends both. */
import path from 'node:path'
import { share } from './setup/command.ts'
import { main } from './setup/main.ts'
import { setUpOwner } from './setup/owner.ts'
import { project } from './setup/places.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'

/** Where vite.config.ts passes /api and /ws on to. */
const serverPort = '5178'

await main(async () => {
  await setUpSystem()
  await setUpPackages()
  await setUpOwner()
  const bin = (name: string) => path.join(project, 'node_modules/.bin', name)
  const page = share([bin('vite'), '--clearScreen', 'false', ...process.argv.slice(2)], {
    cwd: project,
  })
  const server = share(
    [bin('tsx'), 'watch', '--clear-screen=false', 'server/main.ts', '--port', serverPort],
    { cwd: project, env: { ...process.env, PORT: '', HOST: '' } },
  )
  // Whichever ends first takes the other with it: half of it is of no use.
  const status = await Promise.race([page, server])
  process.kill(process.pid, 'SIGTERM')
  await Promise.all([page, server])
  return status
})
