/** The lesson in which attacks are run, written to disk as an author would. */
import { below, newTree } from '../../test/writeTree.ts'

export const LESSON = '01-attacks'
export const STEP = '01-stage'
/** What its runs show is judged while they go on. */
export const JUDGED = '02-judged'

/** What a neighbour runs all the time: says of each message what its own Redis and home hold. */
const KEEPER = `import redis

r = redis.Redis()
r.set('canary', open('canary.txt').read())
pubsub = r.pubsub()
pubsub.subscribe('alive')
for message in pubsub.listen():
    kept = r.get('canary').decode() == open('canary.txt').read()
    print(message['type'], message['data'], 'kept' if kept else 'LOST')
`
const PING = `import redis, threading

told = []
thread = threading.Thread(target=lambda: told.append(redis.Redis().ping()))
thread.start(); thread.join()
print('works', told[0], open('/proc/sys/kernel/hostname').read().strip())
`
const FILES: Readonly<Record<string, string>> = {
  'lesson.yaml': `title: Attacks
summary: What labs are attacked with.
minutes: 1
goals: [Be attacked.]
`,
  [`${STEP}/README.md`]: '# A stage\n\nFor attacks.\n',
  [`${STEP}/step.yaml`]: `programs:
  main: { file: main.py, start: hand }
  sh: { command: [sh, main.sh], start: hand }
  js: { command: [node, main.js], start: hand }
  ping: { file: ping.py, start: hand }
  keeper: { file: keeper.py, start: hand }
`,
  [`${STEP}/main.py`]: 'print("main")\n',
  [`${STEP}/ping.py`]: PING,
  [`${STEP}/keeper.py`]: KEEPER,
  [`${STEP}/canary.txt`]: 'none\n',
  [`${JUDGED}/README.md`]: '# A prediction\n\nFor attacks on who judges.\n',
  [`${JUDGED}/step.yaml`]: `programs:
  main: { file: main.py, start: hand }
predict:
  ask: What happens?
  options:
    - { text: It sleeps., if: { thread: { of: main, at: sleep, waits_for: sleep } }, why: It does not. }
    - { text: It prints., if: { output: { of: main, line: main } }, why: It does. }
`,
  [`${JUDGED}/main.py`]: 'print("main")\n',
}

/** Writes it to a new folder below the temporary one; returns the folder of its lessons. */
export function writeAttackCourse(): Promise<string> {
  return newTree('attacks', below(LESSON, FILES))
}
