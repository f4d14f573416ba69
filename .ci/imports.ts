/** Holds every import of the project against the table; exits 1 on a forbidden or a stale line. */
import fs from 'node:fs'
import path from 'node:path'
import { forTests, instead, table } from './table.ts'

const project = path.resolve(import.meta.dirname, '..')
const used = new Set<string>()

const pattern = /\bfrom\s+'([\w@.~/:?-]+)'|\bimport\s*\(?\s*'([\w@.~/:?-]+)'/g

function* sources(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(project, folder), { withFileTypes: true })) {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(file)
    else if (/\.tsx?$/.test(entry.name)) yield file
  }
}

/** `client/ui` for client/ui/Button.tsx; the file itself where it lies beside the folders. */
function unitOf(file: string): string {
  const [side = '', folder = '', ...rest] = file.split('/')
  if (side === '.ci') return side
  return rest.length === 0 ? `${side}/${folder}` : path.posix.join(side, folder)
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(project, file), 'utf8')
  return [...text.matchAll(pattern)].map(([, from, plain]) => from ?? plain ?? '')
}

/** How the table would write this import: a file of ours, a package with its path, or a Node module. */
function nameOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''))
}

function covers(entry: string, name: string): boolean {
  if (entry === 'node:*') return name.startsWith('node:') && name !== 'node:child_process'
  return entry === name || `${entry}/index.ts` === name || packageOf(entry) === packageOf(name)
}

/** `monaco-editor` for each of its paths; undefined for files of ours, which must match exactly. */
function packageOf(name: string): string | symbol {
  const ours = /^(server|client|lessons|\.ci)\/|^node:/
  if (ours.test(name)) return Symbol(name)
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

function allowed(file: string, name: string): boolean {
  const unit = unitOf(file)
  for (const line of [file, unit]) {
    for (const entry of table[line] ?? []) {
      if (!covers(entry, name)) continue
      used.add(`${line} ${entry}`)
      return true
    }
  }
  const test = /\.test\.tsx?$/.test(file) || unit === 'server/test' || unit === 'client/e2e'
  return test && forTests.some((entry) => covers(entry, name) || name.startsWith(`${entry}/`))
}

function check(): string[] {
  const wrong: string[] = []
  const files = ['client', 'server', '.ci'].flatMap((folder) => [...sources(folder)])
  for (const file of files) {
    for (const specifier of importsOf(file)) {
      const name = nameOf(file, specifier)
      if (specifier.startsWith('.') && unitOf(name) === unitOf(file)) continue
      if (allowed(file, name)) continue
      const hint = instead[String(packageOf(name))] ?? instead[name]
      wrong.push(`${file} may not import ${name}${hint === undefined ? '' : `: ${hint}`}`)
    }
  }
  for (const [line, entries] of Object.entries(table)) {
    for (const entry of entries) {
      if (!used.has(`${line} ${entry}`))
        wrong.push(`.ci/table.ts is stale: ${line} never imports ${entry}`)
    }
  }
  return wrong
}

const wrong = check()
for (const line of new Set(wrong)) process.stderr.write(`${line}\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
