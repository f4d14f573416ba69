/** What the questions of lesson 1 say of programs, played: right answers hold, and wrong ones fail as they say. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestContext } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Lab, Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Lesson, Program } from '../lessons/index.ts'
import { solutionOf } from '../protocol/index.ts'
import type { QuestionView, Rule } from '../protocol/index.ts'
import { Played } from './play.ts'

const { paths } = readConfig([], {})
let lesson: Lesson
let pool: Pool

beforeAll(async () => {
  const found = (await loadCourse(paths.lessons)).find('01-redis-as-a-broker')
  if (!found) throw new Error('lesson 1 is not there')
  lesson = found
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 4 })
})
afterAll(() => pool.dispose())

async function labFor({ onTestFinished }: TestContext): Promise<Lab> {
  const lab = await pool.take(() => undefined).lab
  if (!lab) throw new Error('no lab')
  onTestFinished(async () => {
    lab.dispose()
    await lab.closed
  })
  return lab
}

/** Runs `source` as a program of its own. */
function run(lab: Lab, source: string): Played {
  const program: Program = {
    id: 'main',
    label: 'main.py',
    argv: ['python', 'main.py'],
    file: 'main.py',
    start: 'run',
  }
  const [step] = lesson.steps
  if (step === undefined) throw new Error('no step')
  return new Played().begin(lab, { step, program, files: { 'main.py': source } })
}

function question(id: string): { view: QuestionView; rule: Rule } {
  const view = lesson.view.questions.find((one) => one.id === id)
  const some = view?.kind === 'gap' ? view.rules.map(() => '') : view?.kind === 'order' ? [] : ['1']
  const sheet = lesson.judge(id, some)?.sheet
  if (view === undefined || sheet === undefined) throw new Error(`no question ${id}`)
  return { view, rule: sheet.rule }
}

const message = "'channel': b'channel_name', 'data': b'message'"

describe.concurrent('the order of lines', () => {
  /** The lines in their right order, which `change` may alter. */
  const program = (change: (lines: string[]) => string[]): string => {
    const { view, rule } = question('order')
    if (view.kind !== 'order') throw new Error(view.kind)
    const text = new Map(view.lines.map((line) => [line.key, line.text]))
    return change(solutionOf(rule).map((key) => text.get(key) ?? '')).join('\n')
  }

  test('is a program that prints its own message', async (context) => {
    const main = run(
      await labFor(context),
      program((lines) => lines),
    )
    await main.until(({ lines }) => lines.out.some((line) => line.includes(message)))
    expect(main.lines.out).toHaveLength(2)
  })

  test('loses the message when publish comes before subscribe', async (context) => {
    const early = program((lines) => [
      ...lines.slice(0, 3),
      lines[4] ?? '',
      lines[3] ?? '',
      ...lines.slice(5),
    ])
    const main = await run(await labFor(context), early).until(({ lines }) => lines.out.length > 0)
    await main.waits('redis')
    expect(main.lines.out).toEqual([expect.stringContaining("'type': 'subscribe'")])
  })

  test('has an extra line that ends with AttributeError', async (context) => {
    const extra = program((lines) => [...lines.slice(0, 3), "r.subscribe('channel_name')"])
    const main = await run(await labFor(context), extra).ends()
    expect(main.lines.err.at(-1)).toMatch(
      /^AttributeError: 'Redis' object has no attribute 'subscribe'/,
    )
  })
})

describe.concurrent('the gaps', () => {
  /** The code of the question with its gaps filled, in a program that sends itself a message. */
  const program = (first: string, second: string): string => {
    const { view } = question('fill')
    if (view.kind !== 'gap') throw new Error(view.kind)
    const code = view.code.replace('___', first).replace('___', second)
    return `import redis
r = redis.Redis()
pubsub = r.pubsub()
pubsub.subscribe('chat')
r.publish('chat', 'hi')
print('begins')
${code}
`
  }

  test.each(['decode()', "decode('utf-8')"])('print text with %s', async (call) => {
    const lab = await pool.take(() => undefined).lab
    if (!lab) throw new Error('no lab')
    const main = await run(lab, program('type', call)).prints('hi')
    expect(main.lines.out).toEqual(['begins', 'hi'])
    lab.dispose()
    await lab.closed
  })

  test.each(['data', 'channel'])('print nothing when the first is %s', async (first) => {
    const lab = await pool.take(() => undefined).lab
    if (!lab) throw new Error('no lab')
    const main = await run(lab, program(first, 'decode()')).until(
      ({ lines, waitsFor }) => lines.out.length > 0 && waitsFor === 'redis',
    )
    expect(main.lines.out).toEqual(['begins'])
    lab.dispose()
    await lab.closed
  })

  test('print the method without its brackets, and end with encode', async (context) => {
    const lab = await labFor(context)
    const method = await run(lab, program('type', 'decode')).until(
      ({ lines }) => lines.out.length > 1,
    )
    expect(method.lines.out[1]).toMatch(/^<built-in method decode of bytes object/)
    method.stop()
    await method.ends()
    const encoded = await run(lab, program('type', 'encode()')).ends()
    expect(encoded.lines.err.at(-1)).toMatch(
      /^AttributeError: 'bytes' object has no attribute 'encode'/,
    )
  })
})

test('each call gives what its pair says', async (context) => {
  const main = await run(
    await labFor(context),
    `import redis, time, types
r = redis.Redis()
pubsub = r.pubsub()
print(r.publish('chat', 'hi'))
print(pubsub.subscribe('chat'))
print(pubsub.get_message(timeout=30)['type'])
began = time.monotonic()
print(pubsub.get_message(timeout=2))
print(1.9 < time.monotonic() - began)
print(r.publish('chat', 'hi'))
print(isinstance(pubsub.listen(), types.GeneratorType))
`,
  ).ends()
  expect(main.lines.out).toEqual(['0', 'None', 'subscribe', 'None', 'True', '1', 'True'])
})

test('the main thread of the frozen page stands at the line that is asked for', async (context) => {
  const lab = await labFor(context)
  const step = lesson.steps.find(({ id }) => id === '06-the-frozen-page')
  const app = step?.programs.find(({ id }) => id === 'app')
  if (step === undefined || app === undefined) throw new Error('no step')
  const { rule } = question('where')
  const settings = `import faulthandler
faulthandler.dump_traceback_later(1, repeat=True)
${step.files['settings.py'] ?? ''}`
  const served = new Played().begin(lab, { step, program: app, files: { 'settings.py': settings } })
  await served.until(({ beats }) => beats.some(({ type }) => type === 'answered'))
  run(lab, "import urllib.request\nurllib.request.urlopen('http://localhost:8000/listen/')\n")
  const [line = ''] = solutionOf(rule)
  const stands = new RegExp(`views\\.py", line ${line} in listen`)
  const met = () => served.lines.err.filter((one) => /views\.py", line \d+ in listen/.test(one))
  // At every look, once it has come there; elsewhere on its way at most.
  await served.until(() => met().filter((one) => stands.test(one)).length >= 3)
  expect(met().at(-1)).toMatch(stands)
})
