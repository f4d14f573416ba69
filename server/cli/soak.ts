/** `npm run soak`: a class works for a while on a real server; what it cost, and whether anything was lost. */
import { parseArgs } from 'node:util'
import { soak, type SoakReport } from '../faults/index.ts'
import { main } from './setup/main.ts'
import { Problem } from './setup/problem.ts'

const HELP = `npm run soak -- [--labs N] [--minutes N] [--json]

Learners work side by side on a real server, each in a lab: a third publish and subscribe all the time, others
flood, crash, publish now and then, or hold a Django app; all of them run a short program again and again.
  --labs N      learners, default 50
  --minutes N   how long, default 10; 0.5 is half a minute
  --json        the figures as one JSON object

Exit status 1 when an event or a message was lost, doubled or misdelivered, or a process was left over.
`

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Problem(`--${name} is a number above 0, not ${text}.`)
  return value
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

function show({ memory, descriptors, ...report }: SoakReport): void {
  const rows: readonly (readonly [what: string, figures: string])[] = [
    ['run to first output', `p50 ${report.p50.toFixed(0)} ms, p99 ${report.p99.toFixed(0)} ms`],
    ['short runs', `${report.runs}`],
    ['events', `${report.sent} sent, ${report.seen} seen, ${report.told} told as left out`],
    ['messages', `${report.published} published, ${report.delivered} delivered`],
    ['memory of the server', memory.map(megabytes).join(' to ')],
    ['descriptors of the server', descriptors.join(' to ')],
    ['lost, doubled, left over', `${report.wrong.length}`],
  ]
  for (const [what, figures] of rows) process.stdout.write(`${what.padEnd(28)}${figures}\n`)
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      labs: { type: 'string', default: '50' },
      minutes: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const report = await soak({
    labs: Math.ceil(positive('labs', values.labs)),
    minutes: positive('minutes', values.minutes),
    tell: (line) => process.stderr.write(`${line}\n`),
  })
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else show(report)
  for (const say of report.wrong) process.stderr.write(`${say}\n`)
  return report.wrong.length === 0 ? 0 : 1
})
