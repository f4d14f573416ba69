// Tries: has the server look up lines in a file of half a million of them, as often as its threads move.
// Layer: message schema
// How: lines are found without cutting the file
// Reads: ^its threads were told at little cost$
// Ends: exit 0
import { JUDGED, LESSON } from '../course.ts'
import { cpuMs, done } from '../script.ts'
import type { Scene } from '../stage.ts'
import { inTime, type Ending } from '../tenant.ts'

const MOVING = `import threading, time

def move():
    while True:
        time.sleep(0.003)
        time.sleep(0.002)

for _ in range(6):
    threading.Thread(target=move).start()
`
/** The server works for other attackers, too: what its threads cost is seen when these are calm. */
const TRIES = 40
const NEWS = 20
const LITTLE_MS = 5

export async function attack({ playground, attacker }: Scene): Promise<Ending> {
  const { page } = attacker
  const files = { 'main.py': MOVING + '\n'.repeat(480_000) }
  const asked = { type: 'run', lesson: LESSON, step: JUDGED, program: 'main', files } as const
  await inTime(page.ask(asked), 'the start of main')
  const told = (): number => page.all('thread').length
  let each = Infinity
  for (let left = TRIES; left > 0 && each >= LITTLE_MS; left -= 1) {
    const [before, first] = [cpuMs(playground.pid), told()]
    const more = page.until(() => (told() >= first + NEWS ? true : undefined))
    await inTime(more, 'news of its threads')
    each = Math.min(each, (cpuMs(playground.pid) - before) / (told() - first))
  }
  const run = page.all('run').at(-1)?.run ?? 0
  await attacker.stop(run)
  await attacker.ended(run)
  return done(
    `its threads were told at ${each < LITTLE_MS ? 'little cost' : `${Math.round(each)} ms each`}`,
  )
}
