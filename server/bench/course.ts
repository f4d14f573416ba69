/** A throw-away course whose one lesson holds the programs that the bench runs. */
import { below, newTree } from '../test/writeTree.ts'

export const LESSON = '01-bench'
export const STEP = '01-programs'

const SETTINGS = `SECRET_KEY = 'bench'
INSTALLED_APPS = ['greeter']
`
const MANAGE = `import os, sys
os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`
const HELLO = `from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        self.stdout.write('hello')
`

/** Each message carries the ns at which it was sent; a subscriber says when it had it. */
export const SUBSCRIBER = `import time
import redis

p = redis.Redis().pubsub()
p.subscribe('bench')
for message in p.listen():
    now = time.monotonic_ns()
    if message['type'] == 'message':
        print(message['data'].decode(), now)
    else:
        print('ready')
`
export const PUBLISHER = `import time
import redis

r = redis.Redis()
r.ping()
for _ in range(200):
    r.publish('bench', time.monotonic_ns())
    time.sleep(0.02)
print('sent')
`

/** 25 messages a second, each told twice: published, delivered. */
const TICKER = `import time
import redis

r = redis.Redis()
p = r.pubsub()
p.subscribe('tick')
p.get_message(timeout=5)
while True:
    r.publish('tick', 'tock')
    p.get_message(timeout=5)
    time.sleep(0.04)
`

/** The files of the step, by path. */
export const FILES: Readonly<Record<string, string>> = {
  'snippet.py': `import redis\nprint('hello', flush=True)\n`,
  'manage.py': MANAGE,
  'settings.py': SETTINGS,
  'greeter/__init__.py': '',
  'greeter/management/__init__.py': '',
  'greeter/management/commands/__init__.py': '',
  'greeter/management/commands/hello.py': HELLO,
  'subscriber.py': SUBSCRIBER,
  'publisher.py': PUBLISHER,
  'ticker.py': TICKER,
}

const STEP_YAML = `programs:
  snippet: { file: snippet.py, start: hand }
  hello: { command: [python, manage.py, hello], start: hand }
  subscriber: { file: subscriber.py, start: hand }
  publisher: { file: publisher.py, start: hand }
  ticker: { file: ticker.py, start: hand }
show: [${Object.keys(FILES).join(', ')}]
`
const LESSON_YAML = `title: Programs of the bench
summary: What the bench runs.
minutes: 1
goals: [Be measured.]
`

/** Writes the course below a new temporary folder and returns that folder. */
export function writeCourse(): Promise<string> {
  const step = `lessons/${LESSON}/${STEP}`
  return newTree('bench', {
    [`lessons/${LESSON}/lesson.yaml`]: LESSON_YAML,
    [`${step}/README.md`]: '# Programs\n\nMeasured by the bench.\n',
    [`${step}/step.yaml`]: STEP_YAML,
    ...below(step, FILES),
  })
}
