/** Sets the numbered rules of PROTOCOL.md against the tests that quote them: none untested, none unknown. */
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')
const RULES = 'server/protocol/PROTOCOL.md'

/** `**RS1**` at the head of a rule. */
function rulesOf(text: string): string[] {
  return [...text.matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(([, id = '']) => id)
}

/** `[RS1]` at the head of a test's name; ids of other documents (`[CVE-1]`) do not look like that. */
function quotedIn(text: string): string[] {
  return [...text.matchAll(/['"`](?:\[[A-Z]+\d+\] ?)+/g)].flatMap(([found]) =>
    [...found.matchAll(/\[([A-Z]+\d+)\]/g)].map(([, id = '']) => id),
  )
}

async function tests(): Promise<string[]> {
  const found: string[] = []
  for (const folder of ['server', 'client']) {
    const names = await readdir(join(project, folder), { recursive: true })
    found.push(
      ...names
        .filter((name) => /(\.test\.tsx?|contract\.ts)$/.test(name))
        .map((name) => join(folder, name)),
    )
  }
  return found
}

const rules = rulesOf(await readFile(join(project, RULES), 'utf8'))
const twice = rules.filter((id, at) => rules.indexOf(id) !== at)
const tested = new Set<string>()
const unknown: string[] = []
for (const name of await tests()) {
  for (const id of quotedIn(await readFile(join(project, name), 'utf8'))) {
    tested.add(id)
    if (!rules.includes(id)) unknown.push(`${name}: [${id}] is no rule of ${RULES}`)
  }
}
const untested = rules.filter((id) => !tested.has(id)).map((id) => `${RULES}: ${id} has no test`)
const wrong = [...twice.map((id) => `${RULES}: ${id} stands twice`), ...untested, ...unknown]
for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`${rules.length} rules, ${rules.length - untested.length} with tests\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
