/** Attempts at exercises and predictions, over a scripted lab: what is told of them, and when. */
import { expect, test } from 'vitest'
import { EXERCISE, LESSON, STEP, WIRED } from '../test/smallCourse.ts'
import type { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'

const step = { lesson: LESSON, step: EXERCISE }
const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`

class Trying {
  readonly visit = new Visit()
  readonly #tab: Tab
  #id = 10

  constructor(visit: Visit, tab: Tab) {
    this.visit = visit
    this.#tab = tab
  }

  static async begin(): Promise<Trying> {
    const visit = new Visit()
    return new Trying(visit, await visit.open())
  }

  get tab(): Tab {
    return this.#tab
  }

  /** Presses Run; the run has started when it resolves. */
  async run(program?: string, at: string = EXERCISE): Promise<void> {
    const what = program === undefined ? {} : { program }
    this.tab.say({ type: 'run', id: this.#id++, lesson: LESSON, step: at, files: {}, ...what })
    await this.visit.time.pass(20)
    this.visit.last.started()
  }

  /** The lab's run `run` publishes; so many receive it. */
  async publishes(receivers: number, run?: number): Promise<void> {
    const { lab, time } = this.visit
    const connection = this.#id++
    const owner = run === undefined ? {} : { run, process: 2, thread: 2 }
    lab.traffic({ type: 'opened', connection, at: time.now(), ...owner })
    const say = (from: 'program' | 'redis', text: string): void =>
      lab.traffic({ type: 'bytes', connection, at: time.now(), from, bytes: Buffer.from(text) })
    say('program', command('PUBLISH', 'chat', 'hello'))
    say('redis', `:${receivers}\r\n`)
    await time.pass(20)
  }

  async ask(message: Parameters<Tab['say']>[0]): Promise<void> {
    this.tab.say(message)
    await this.visit.time.pass(20)
  }

  /** Attempt, state and verdicts of each `checks` told so far. */
  get told(): string[] {
    return this.tab.all('checks').map(({ attempt, state, marks, hints }) => {
      const verdicts = marks.map(({ verdict }) => verdict).join(' ')
      return `${attempt} ${state}: ${verdicts}, ${hints} hints`
    })
  }

  get seen(): (string | undefined)[] {
    return (
      this.tab
        .all('checks')
        .at(-1)
        ?.marks.map(({ seen }) => seen) ?? []
    )
  }
}

test('[CH1] Run begins an attempt, Run all another one', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.run()
  expect(trying.told).toEqual(['1 watching: open open, 0 hints', '2 watching: open open, 0 hints'])
})

test('[CH1] one program joins while others of its attempt run', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.run('by-hand')
  expect(trying.told).toHaveLength(1)
  await trying.publishes(1, 2)
  expect(trying.told.at(-1)).toBe('1 watching: held open, 0 hints')
})

test('[CH2] a decided mark says what was seen beside what was expected', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.publishes(0, 1)
  expect(trying.told.at(-1)).toBe('1 watching: open broken, 0 hints')
  expect(trying.seen).toEqual([undefined, '“hello” to chat was lost at 0.00 s'])
  trying.visit.last.ends()
  await trying.visit.time.pass(20)
  expect(trying.tab.all('checks').at(-1)?.marks[0]).toEqual({
    id: 'received',
    verdict: 'broken',
    expected: 'a program publishes a message, received by 1',
    seen: 'PUBLISH returned 0 at 0.00 s: nobody had subscribed yet',
  })
})

test('[CH3] an attempt is judged when its runs have ended', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.publishes(1, 1)
  trying.visit.last.ends()
  await trying.visit.time.pass(20)
  expect(trying.told.at(-1)).toBe('1 solved: held held, 0 hints')
})

test('[CH3] an attempt is judged when its time has passed since the last start, and again by what comes later', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.visit.time.pass(1500)
  await trying.run('by-hand')
  await trying.visit.time.pass(1900)
  expect(trying.told).toHaveLength(1)
  await trying.visit.time.pass(100)
  expect(trying.told.at(-1)).toBe('1 failed: broken held, 0 hints')
  await trying.publishes(1, 2)
  expect(trying.told.at(-1)).toBe('1 solved: held held, 0 hints')
  await trying.publishes(0, 2)
  expect(trying.told.at(-1)).toBe('1 solved: held held, 0 hints')
})

test('[CH4] runs of another step, and those of repeat, are no attempt', async () => {
  const trying = await Trying.begin()
  await trying.run('first', STEP)
  trying.tab.say({
    type: 'repeat',
    id: 2,
    of: { lesson: LESSON, step: STEP, program: 'first' },
    files: {},
  })
  await trying.visit.time.pass(20)
  expect(trying.told).toEqual([])
  await trying.run()
  const before = trying.told.length
  await trying.publishes(1, 1)
  expect(trying.told).toHaveLength(before)
})

test('[CH5] hints are those that fit what was seen, one by one, and none before', async () => {
  const trying = await Trying.begin()
  await trying.ask({ type: 'hint', id: 1, ...step, at: 0 })
  expect(trying.tab.got('refused').at(-1)?.code).toBe('out-of-turn')
  await trying.run()
  await trying.publishes(0, 1)
  trying.visit.last.ends()
  await trying.visit.time.pass(20)
  expect(trying.told.at(-1)).toBe('1 failed: broken broken, 1 hints')
  await trying.ask({ type: 'hint', id: 2, ...step, at: 0 })
  expect(trying.tab.got('hint').at(-1)).toMatchObject({
    key: 'early',
    html: 'Nobody listens yet.',
    observed: true,
    at: 0,
    of: 1,
  })
  await trying.ask({ type: 'hint', id: 3, ...step, at: 1 })
  expect(trying.tab.got('refused').at(-1)?.code).toBe('out-of-turn')
  // The second time nothing is lost, but it is the second time.
  await trying.run()
  trying.visit.last.ends()
  await trying.visit.time.pass(20)
  expect(trying.told.at(-1)).toBe('2 failed: broken held, 1 hints')
  await trying.ask({ type: 'hint', id: 4, ...step, at: 0 })
  const general = trying.tab.got('hint').at(-1)
  expect(general?.html).toBe('Read it again.')
  expect(general?.observed).toBeUndefined()
})

test('[CH6] the solution is given on request', async () => {
  const trying = await Trying.begin()
  await trying.ask({ type: 'solution', id: 1, ...step })
  expect(trying.tab.got('solution').at(-1)?.files).toEqual({ 'first.py': 'the solution' })
  await trying.ask({ type: 'solution', id: 2, lesson: LESSON, step: STEP })
  expect(trying.tab.got('refused').at(-1)?.code).toBe('unknown-program')
})

test('[CH7] what is done by hand is seen in every attempt', async () => {
  const trying = await Trying.begin()
  await trying.run()
  await trying.publishes(1)
  expect(trying.told.at(-1)).toBe('1 watching: held open, 0 hints')
})

test('[PD1] a choice made before the run comes out when the run is judged', async () => {
  const trying = await Trying.begin()
  await trying.ask({ type: 'predict', id: 1, ...step, choice: 'ends' })
  expect(trying.tab.got('ok')).toHaveLength(1)
  await trying.run()
  await trying.visit.time.pass(1900)
  expect(trying.tab.all('outcome')).toEqual([])
  await trying.visit.time.pass(200)
  expect(trying.tab.all('outcome')).toEqual([
    {
      type: 'outcome',
      ...step,
      choice: 'ends',
      right: 'waits',
      why: { ends: 'It ends.', waits: 'It waits.' },
    },
  ])
})

test('[PD1] a choice made after the run comes out at once, and "just show me" is one', async () => {
  const trying = await Trying.begin()
  await trying.run()
  trying.visit.last.ends()
  await trying.visit.time.pass(20)
  expect(trying.tab.all('outcome')).toEqual([])
  await trying.ask({ type: 'predict', id: 1, ...step })
  expect(trying.tab.all('outcome')).toMatchObject([{ right: 'ends' }])
  expect(trying.tab.all('outcome')[0]).not.toHaveProperty('choice')
})

test('[PD2] an unknown option is refused, and nothing is told', async () => {
  const trying = await Trying.begin()
  await trying.run()
  trying.visit.last.ends()
  await trying.ask({ type: 'predict', id: 1, ...step, choice: 'flies' })
  expect(trying.tab.got('refused').at(-1)?.code).toBe('unknown-program')
  expect(trying.tab.all('outcome')).toEqual([])
})

test('[RUN4] a program may wait for what another does on the wire', async () => {
  const trying = await Trying.begin()
  await trying.run(undefined, WIRED)
  const { lab, time } = trying.visit
  expect(lab.runs).toHaveLength(1)
  await trying.publishes(1)
  expect(lab.runs).toHaveLength(1)
  await trying.publishes(0, 1)
  await time.pass(20)
  expect(lab.runs.map(({ spec }) => spec.argv[1])).toEqual(['first.py', 'second.py'])
})
