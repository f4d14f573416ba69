/** `npm run soak`: a class works for a while on a real server; what it cost, and whether anything was lost. */
import { parseArgs } from 'node:util'
import { judge, soak, type SoakReport, type Verdict } from '../faults/index.ts'
import { main } from './setup/main.ts'
import { Problem } from './setup/problem.ts'

const HELP = `npm run soak -- [--labs N] [--minutes N] [--level] [--json]

Learners work side by side on a real server, each in a lab: a third publish and subscribe all the time, others
flood, crash, publish now and then, or hold a Django app and visit it. Every 3 to 9 seconds each of them runs
a short program, whose first output is timed. Then the server is killed while ten learners work.
  --labs N      learners, default 50
  --minutes N   how long, once all have come; default 10, 0.5 is half a minute
  --level       the learners' own process waits for the processors like the server and its labs; else, as root, it
                goes before them: learners sit at machines of their own
  --json        the figures and the verdict as one JSON object

Exit status 1 when an event or a message was lost, doubled or misdelivered, a process was left over, or memory
or descriptors go on growing; 2 when nothing of that is so, but something took longer than it may.
`

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Problem(`--${name} is a number above 0, not ${text}.`)
  return value
}

const ms = (value: number): string => `${value.toFixed(0)} ms`
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

function rows(report: SoakReport): readonly (readonly [what: string, figures: string])[] {
  const { memory, heap, beside, logs, descriptors, load, killed } = report
  const of = (processors: number): string => processors.toFixed(2)
  return [
    ['run to first output', `p50 ${ms(report.p50)}, p99 ${ms(report.p99)}, ${report.runs} runs`],
    ['while all came at once', `at most ${ms(report.arrival)}`],
    [
      'the learners themselves',
      `late by ${ms(report.late)}, p99, ${report.ahead ? 'ahead of' : 'level with'} the server and its labs`,
    ],
    ['starts of programs', `${report.rate.toFixed(1)} a second`],
    [
      'events',
      `${report.sent} sent, ${report.seen} seen, ${report.leftOut} left out of floods, ${report.told} told as missing`,
    ],
    ['messages', `${report.published} published, ${report.delivered} delivered`],
    [
      'memory of the server',
      `${mb(memory.first)} to ${mb(memory.last)}, at most ${mb(memory.most)}`,
    ],
    [
      'of it, a minute',
      `${mb(heap.slope)} of what lives, ${mb(beside.slope)} beside the heap, in the second half`,
    ],
    [
      'logs',
      `${mb(logs.first)} to ${mb(logs.last)}, ${mb(logs.slope)} a minute in the second half`,
    ],
    [
      'descriptors of the server',
      `${descriptors.first} to ${descriptors.last}, at most ${descriptors.most}, ${descriptors.slope.toFixed(1)} a minute in the second half`,
    ],
    [
      'processors',
      `${of(load.server)} server, ${of(load.labs)} labs, ${of(load.learners)} learners, ${of(load.others)} others, of ${load.processors}`,
    ],
    [
      'killed outright',
      `gone after ${ms(killed.gone)}, serves again after ${ms(killed.serves)}, all work after ${ms(killed.work)}`,
    ],
    ['lost, doubled, left over', `${report.wrong.length}`],
  ]
}

function show(report: SoakReport, { wrong, late, quiet }: Verdict): void {
  for (const [what, figures] of rows(report)) process.stdout.write(`${what.padEnd(28)}${figures}\n`)
  for (const say of wrong) process.stderr.write(`wrong: ${say}\n`)
  for (const say of late) process.stderr.write(`late: ${say}\n`)
  if (late.length > 0 && !quiet)
    process.stderr.write('The machine was not quiet: what is late may be by others.\n')
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      labs: { type: 'string', default: '50' },
      minutes: { type: 'string', default: '10' },
      level: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const minutes = positive('minutes', values.minutes)
  const labs = Math.ceil(positive('labs', values.labs))
  const tell = (line: string): void => void process.stderr.write(`${line}\n`)
  const report = await soak({ labs, minutes, ahead: !values.level, tell })
  const verdict = judge(report, minutes)
  if (values.json) process.stdout.write(`${JSON.stringify({ ...report, verdict })}\n`)
  else show(report, verdict)
  if (verdict.wrong.length > 0) return 1
  return verdict.late.length > 0 ? 2 : 0
})
