/**
 * Starts a command that works without a lab on any system: by `bootstrap` where there is a POSIX shell, and on
 * Windows by itself. Plain JavaScript: it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = join(dirname(fileURLToPath(import.meta.url)), '../..')
const [command = '', ...args] = process.argv.slice(2)

/** @returns {string[]} what to run instead of us */
function onWindows() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`This is Node ${process.versions.node}: install Node 20.19 or newer.`)
    process.exit(1)
  }
  if (!existsSync(join(project, 'node_modules/.package-lock.json'))) {
    console.log('Installing the npm packages, about half a minute ...')
    // npm is a script there, which only a shell starts.
    const npm = 'npm ci --no-audit --no-fund --loglevel=error'
    const { status } = spawnSync(npm, { cwd: project, stdio: 'inherit', shell: true })
    if (status !== 0) process.exit(status ?? 1)
  }
  return [process.execPath, '--import', 'tsx', `server/cli/${command}.ts`, ...args]
}

const [file = '', ...rest] =
  process.platform === 'win32' ? onWindows() : ['sh', 'server/cli/bootstrap', command, ...args]
// As npm says it: paths are typed from where one stands.
const env = { INIT_CWD: process.cwd(), ...process.env }
const child = spawn(file, rest, { cwd: project, env, stdio: 'inherit' })
// The terminal tells the child of Ctrl-C by itself; what comes otherwise is passed on.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`${file} cannot be started: ${error.message}`)
  process.exitCode = 1
})
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
