/** The lesson of the whole-server stories, written to disk as an author would. */
import { below, newTree } from './writeTree.ts'

export const LESSON = '01-stories'
export const STEP = '01-programs'

const FILES: Readonly<Record<string, string>> = {
  'lesson.yaml': `title: Stories
summary: What the whole server is tried with.
minutes: 1
goals: [Be tried.]
`,
  [`${STEP}/README.md`]: '# Programs\n\nTried by the tests.\n',
  [`${STEP}/step.yaml`]: `programs:
  subscriber: { file: subscriber.py }
  publisher: { file: publisher.py }
  counter: { file: counter.py, start: hand }
  greeter: { file: greeter.py, start: hand, input: Ada }
  flood: { file: flood.py, start: hand }
  writer: { file: writer.py, start: hand }
`,
  [`${STEP}/subscriber.py`]: `import redis

p = redis.Redis().pubsub()
p.subscribe('news')
for message in p.listen():
    print(message['type'], message['data'])
`,
  [`${STEP}/publisher.py`]: `import time
import redis

r = redis.Redis()
while not r.publish('news', 'hello'):
    time.sleep(0.02)
print('somebody heard it')
`,
  [`${STEP}/counter.py`]: `import sys, time

for i in range(1, 401):
    print('line', i, file=sys.stderr if i % 7 == 0 else sys.stdout, flush=True)
    time.sleep(0.004)
`,
  [`${STEP}/greeter.py`]: `print('Hello,', input('Who? '))\n`,
  [`${STEP}/flood.py`]: `import sys

for i in range(100_000):
    sys.stdout.write(f'{i:07d} ' + 'x' * 52 + '\\n')
`,
  [`${STEP}/writer.py`]: `open('made.txt', 'w').write('made here')\nprint('written')\n`,
}

/** Writes the course to a new folder below the temporary one; returns the folder of its lessons. */
export function writeCourse(): Promise<string> {
  return newTree('stories', below(LESSON, FILES))
}
