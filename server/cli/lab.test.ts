/** The command line as a person or a script uses it: the executable itself, real labs. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Numbered } from '../protocol/index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lab-cli-'))
const link = path.join(folder, 'linked')
symlinkSync(path.join(import.meta.dirname, 'lab'), link)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Call {
  readonly child: ChildProcess
  readonly out: Buffer[]
  readonly err: Buffer[]
  /** Resolves when stdout or stderr holds `text`. */
  readonly says: (text: string) => Promise<void>
  readonly end: Promise<{ out: string; err: string; status: number | null }>
}

function lab(args: readonly string[], cwd = folder): Call {
  const child = spawn(link, args, { cwd })
  const out: Buffer[] = []
  const err: Buffer[] = []
  const texts = (): string => Buffer.concat([...out, ...err]).toString()
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes))
  const end = new Promise<{ out: string; err: string; status: number | null }>((resolve) => {
    child.on('close', (status) => {
      resolve({ out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(), status })
    })
  })
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (texts().includes(text)) resolve()
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      look()
    })
  return { child, out, err, says, end }
}

function file(name: string, text: string | Buffer): string {
  const where = path.join(folder, name)
  mkdirSync(path.dirname(where), { recursive: true })
  writeFileSync(where, text)
  return where
}

/** How long Stop waits before it kills. */
const GRACE_MS = 2_000
const FOREVER = 'import time\nprint("up")\nwhile True: time.sleep(1)\n'
const DEAF = `import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n${FOREVER}`

describe('lab run', () => {
  it('passes output, errors and status through, from any directory and through a link', async () => {
    file('p.py', 'import sys\nprint("out")\nprint("err", file=sys.stderr)\nsys.exit(3)\n')
    const call = lab(['run', 'p.py'])
    call.child.stdin?.end()
    expect(await call.end).toEqual({ out: 'out\n', err: 'err\n', status: 3 })
  })

  it('ends as a shell would show a signal', async () => {
    file('sig.py', 'import os\nos.kill(os.getpid(), 9)\n')
    expect(await lab(['run', 'sig.py']).end).toMatchObject({ status: 137 })
  })

  it('runs a program whatever its name', async () => {
    for (const name of ['-c.py', 'prög räm.py', 'no-extension', `it's "new\nline".py`]) {
      file(name, 'print(__file__)\n')
      const { out, status } = await lab(['run', `./${name}`]).end
      const place = name.startsWith('-') ? './' : ''
      expect({ out, status }).toEqual({ out: `/home/learner/${place}${name}\n`, status: 0 })
    }
  })

  it('places files and folders beside the program', async () => {
    file('pkg/inner/data.bin', Buffer.from([0, 255, 10]))
    file('pkg/mod.py', 'value = 7\n')
    file(
      'with.py',
      'from pkg import mod\nprint(mod.value, open("pkg/inner/data.bin", "rb").read())\n',
    )
    const call = lab(['run', '--with', 'pkg', 'with.py'])
    expect(await call.end).toEqual({ out: "7 b'\\x00\\xff\\n'\n", err: '', status: 0 })
  })

  it('streams an input and an output of any size', async () => {
    const bytes = Buffer.alloc(24 * 1024 * 1024, 'the quick brown fox\n')
    file('copy.py', 'import shutil, sys\nshutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)\n')
    const call = lab(['run', 'copy.py'])
    call.child.stdin?.end(bytes)
    await call.end
    const hash = (data: Buffer): string => createHash('sha256').update(data).digest('hex')
    expect(hash(Buffer.concat(call.out))).toBe(hash(bytes))
  })

  it('reads --stdin from a file', async () => {
    file('in.txt', 'from a file')
    file('echo.py', 'import sys\nprint(sys.stdin.read())\n')
    const call = lab(['run', '--stdin', 'in.txt', 'echo.py'])
    expect(await call.end).toMatchObject({ out: 'from a file\n' })
  })

  it('runs several side by side, lines after their names, in one lab', async () => {
    file(
      'sub.py',
      'import redis\np = redis.Redis().pubsub()\np.subscribe("c")\nfor m in p.listen():\n  print(m["data"])\n  if m["data"] == b"bye": break\n',
    )
    file(
      'publisher.py',
      'import redis\nr = redis.Redis()\nwhile not r.publish("c", "bye"): pass\nprint("sent", end="")\n',
    )
    const { out, status } = await lab(['run', 'sub.py', 'publisher.py']).end
    expect(out.trimEnd().split('\n').sort()).toEqual([
      'publisher.py | sent',
      'sub.py       | 1',
      "sub.py       | b'bye'",
    ])
    expect(status).toBe(0)
  })

  it('prints the protocol as JSON', async () => {
    file('js.py', 'print("grüße")\n')
    const { out } = await lab(['run', '--json', 'js.py']).end
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => z.parse(Numbered, JSON.parse(line)))
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(['lab', 'run', 'state', 'output']),
    )
    expect(events.at(-1)?.event).toMatchObject({
      state: { type: 'ended', reason: { type: 'exit', code: 0 } },
    })
  })

  it('prints what passes between programs and Redis, each with its program’s name', async () => {
    file(
      'hears.py',
      'import redis\np = redis.Redis().pubsub()\np.subscribe("c")\nfor m in p.listen():\n  if m["data"] == b"bye": break\n',
    )
    file(
      'says.py',
      'import redis\nr = redis.Redis()\nwhile not r.publish("c", "bye"): pass\nr.publish("none", "x")\n',
    )
    const { out } = await lab(['run', '--json', 'hears.py', 'says.py']).end
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => z.parse(Numbered, JSON.parse(line)).event)
    const [published] = events.filter((e) => e.type === 'published' && e.receivers === 1)
    expect(published).toMatchObject({ program: 'says.py', run: 2, channel: 'c', message: 'bye' })
    const id = published?.type === 'published' ? published.id : 0
    const tell = (type: string): unknown => events.filter((event) => event.type === type)
    expect(tell('subscribed')).toMatchObject([{ program: 'hears.py', run: 1, channel: 'c' }])
    expect(tell('delivered')).toMatchObject([{ program: 'hears.py', message: 'bye', of: id }])
    const none = events.filter((e) => e.type === 'lost' && e.channel === 'none')
    expect(none).toMatchObject([{ program: 'says.py', message: 'x' }])
    expect(tell('disconnected')).toHaveLength(2)
  })

  it('goes from stopping to the end, whatever the program does meanwhile', async () => {
    file(
      'tidy.py',
      'import time\ntry: time.sleep(30)\nexcept KeyboardInterrupt:\n  time.sleep(0.4)\n  sum(range(9_000_000))\n',
    )
    const call = lab(['run', '--json', 'tidy.py'])
    await call.says('"waiting"')
    call.child.kill('SIGINT')
    const { out } = await call.end
    const states = out
      .trimEnd()
      .split('\n')
      .map((line) => z.parse(Numbered, JSON.parse(line)).event)
      .flatMap((event) => (event.type === 'state' ? [event.state.type] : []))
    expect(states).toEqual(['starting', 'running', 'waiting', 'stopping', 'ended'])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s presses Stop', async (signal) => {
    file('forever.py', FOREVER)
    const call = lab(['run', 'forever.py'])
    await call.says('up')
    call.child.kill(signal)
    const { err, status } = await call.end
    expect(err).toContain('KeyboardInterrupt')
    expect(status).toBe(130)
  })

  it('--stop-after presses Stop, whatever the program has come to', async () => {
    file('forever.py', FOREVER)
    expect(await lab(['run', '--stop-after', '0.1', 'forever.py']).end).toMatchObject({
      status: 130,
    })
  })

  it('a second signal kills at once', async () => {
    file('deaf.py', `${DEAF}`)
    const tookMs: number[] = []
    for (let time = 0; time < 3; time += 1) {
      const call = lab(['run', '--json', 'deaf.py'])
      await call.says('up')
      call.child.kill('SIGINT')
      await call.says('"stopping"')
      call.child.kill('SIGINT')
      const { out, status } = await call.end
      expect(status).toBe(137)
      const states = out.trimEnd().split('\n').slice(-2)
      const [stopped = 0, killed = 0] = states.map((line) => z.parse(Numbered, JSON.parse(line)).at)
      tookMs.push(killed - stopped)
    }
    // A busy machine is late with a signal now and then; without it none is earlier than the grace.
    expect(Math.min(...tookMs)).toBeLessThan(GRACE_MS)
  })

  it('ends also when it was held for a reader who goes away without reading', async () => {
    file('wide.py', 'import sys\nwhile True: sys.stdout.buffer.write(b"x" * 65536)\n')
    const call = lab(['run', 'wide.py'])
    await call.says('xxx')
    call.child.stdout?.pause()
    call.child.stdout?.destroy()
    expect(await call.end).toMatchObject({ status: 141 })
  })

  it('ends the program when nobody reads its output any more', async () => {
    file('flood.py', 'while True: print("x" * 80)\n')
    const call = lab(['run', 'flood.py'])
    await call.says('xxx')
    call.child.stdout?.destroy()
    expect(await call.end).toMatchObject({ status: 141 })
  })

  it.each([
    [['run', 'absent.py'], /^lab: absent.py cannot be read: it is not there\n$/],
    [['run', '--with', 'absent', 'p.py'], /^lab: .*absent cannot be read: it is not there\n$/],
    [['run', '--stdin', 'absent', 'p.py'], /^lab: absent cannot be read\n$/],
    [['run', '--with', 'other/p.py', 'p.py'], /^lab: .* would both be p.py in the lab\n$/],
    [['fly'], /^lab: there is no command "fly"/],
    [['exec', '--mount', 'absent', '--', 'ls'], /^lab: absent is no folder\n$/],
    [['exec', '--mount', '/usr/lib', '--', 'ls'], /^lab: \/usr\/lib is a place of the lab's own/],
  ])('%j is our fault: 125 and one line', async (args, say) => {
    file('p.py', 'import sys; sys.stdin.read()\n')
    file('other/p.py', '')
    const { out, err, status } = await lab(args).end
    expect({ out, status }).toEqual({ out: '', status: 125 })
    expect(err).toMatch(say)
  })
})

describe('lab exec', () => {
  it('runs any command, with its status', async () => {
    const call = lab(['exec', '--', 'sh', '-c', 'cat; pwd; id -u; exit 5'])
    call.child.stdin?.end('typed\n')
    expect(await call.end).toEqual({ out: 'typed\n/home/learner\n1000\n', err: '', status: 5 })
  })

  it('shows a folder read-only at its own path and in the home', async () => {
    const shown = path.join(folder, 'shown')
    file('shown/a.txt', 'hello')
    const script = `cat ${shown}/a.txt ~/shown/a.txt; touch ${shown}/b 2>&1 | grep -o Read-only`
    const { out } = await lab(['exec', '--mount', 'shown', '--', 'sh', '-c', script]).end
    expect(out).toBe('hellohelloRead-only\n')
  })

  it('shows no way to the machine through a folder', async () => {
    const shown = path.join(folder, 'ways')
    file('ways/a.txt', 'hello')
    symlinkSync('/proc', path.join(folder, 'link'))
    let visits = 0
    const host = createServer(() => (visits += 1))
    await new Promise<void>((resolve) => host.listen(path.join(shown, 'socket'), resolve))
    chmodSync(path.join(shown, 'socket'), 0o777)
    const script = `import socket; socket.socket(socket.AF_UNIX).connect("${shown}/socket")`
    const { err } = await lab(['exec', '--mount', 'ways', '--', 'python3', '-c', script]).end
    host.close()
    expect(err).toMatch(/ConnectionRefusedError|PermissionError/)
    expect(visits).toBe(0)
    for (const place of ['link', '/opt', '/tmp', '/sys']) {
      const { status } = await lab(['exec', '--mount', place, '--', 'ls']).end
      expect(status).toBe(125)
    }
  })

  it('covers what the server keeps', async () => {
    const project = path.resolve(import.meta.dirname, '../..')
    const script = `ls ${project}/package.json; ls ${project}/var/progress`
    const { out } = await lab(['exec', '--mount', project, '--', 'sh', '-c', script]).end
    expect(out).toBe(`${project}/package.json\n`)
  })

  it('has no way out', async () => {
    const script = 'ls /root /work 2>&1; cat /proc/net/dev | grep -c :; unshare -U true'
    const { out, status } = await lab(['exec', '--', 'sh', '-c', script]).end
    expect(out).toContain('No such file')
    expect(out).toMatch(/\n1\n$/)
    expect(status).toBe(1)
  })
})
