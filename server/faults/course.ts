/** What the learners of the fault test and of the soak run, written to disk as an author would. */
import { below, newTree } from '../test/writeTree.ts'

export const LESSON = '01-faults'
export const STEP = '01-stage'
/** What a flood prints, numbered from 0. */
export const FLOOD_LINES = 40_000

const DJANGO = `import sys
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path('', lambda request: HttpResponse('still here'))]
settings.configure(DEBUG=True, ROOT_URLCONF=__name__, SECRET_KEY='x', ALLOWED_HOSTS=['*'])
if __name__ == '__main__':
    execute_from_command_line(['manage.py', 'runserver', '--noreload', '127.0.0.1:8000'])
`
const FILES: Readonly<Record<string, string>> = {
  'lesson.yaml': `title: Faults
summary: What breaks while learners work.
minutes: 1
goals: [Go on.]
`,
  [`${STEP}/README.md`]: '# A stage\n\nFor faults.\n',
  [`${STEP}/step.yaml`]: `programs:
  listener: { file: listener.py }
  talker: { file: talker.py }
  few: { file: few.py, start: hand }
  hello: { file: hello.py, start: hand }
  hog: { file: hog.py, start: hand }
  flood: { file: flood.py, start: hand }
  crash: { file: crash.py, start: hand }
  app:
    file: app.py
    start: hand
    app: { port: 8000, visits: [/] }
`,
  [`${STEP}/listener.py`]: `import redis

def listen():
    p = redis.Redis().pubsub()
    p.subscribe('news')
    for message in p.listen():
        if message['type'] == 'message':
            print('heard', message['data'].decode())

while True:
    try:
        listen()
    except redis.ConnectionError:
        print('Redis went away')
`,
  [`${STEP}/talker.py`]: `import itertools, time
import redis

r = redis.Redis()
name = open('name.txt').read()
for i in itertools.count(1):
    try:
        r.publish('news', f'{name} {i}')
    except redis.ConnectionError:
        print('Redis went away')
    time.sleep(0.25)
`,
  [`${STEP}/few.py`]: `import redis, threading

def listen():
    for message in p.listen():
        if message['data'] == last:
            return

name = open('name.txt').read()
last = f'{name} few 29'.encode()
p = redis.Redis().pubsub(ignore_subscribe_messages=True)
p.subscribe('news')
thread = threading.Thread(target=listen)
thread.start()
r = redis.Redis()
for i in range(30):
    r.publish('news', f'{name} few {i}')
thread.join()
print('all heard')
`,
  [`${STEP}/hello.py`]: `import redis, socket

redis.Redis().ping()
print('hello from', socket.gethostname())
`,
  // Two, so slowly that the watch over the lab sees them seconds before their rlimits or the kernel's own bound do.
  [`${STEP}/hog.py`]: `import os, time

os.fork()
kept = [bytearray(100_000_000)]
while True:
    kept.append(bytearray(1_000_000))
    time.sleep(0.1)
`,
  [`${STEP}/flood.py`]: `import sys

for i in range(${FLOOD_LINES}):
    sys.stdout.write(f'{i:07d} ' + 'x' * 52 + '\\n')
`,
  [`${STEP}/crash.py`]: `import redis

name = open('name.txt').read()
redis.Redis().publish('news', f'{name} crash')
raise SystemError('as it was meant to')
`,
  [`${STEP}/app.py`]: DJANGO,
  [`${STEP}/name.txt`]: 'nobody',
}

/** Writes it to a new folder below the temporary one; returns the folder of its lessons. */
export function writeFaultCourse(): Promise<string> {
  return newTree('faults', below(LESSON, FILES))
}
