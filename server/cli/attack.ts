/** `npm run attack`: plays every attack against the real server and prints what stopped it. */
import { parseArgs } from 'node:util'
import { playAttacks, readAttacks, type Outcome } from '../lab/attacks/index.ts'
import { attackWithout } from './attackWithout.ts'
import { main } from './setup/main.ts'
import { seconds } from './setup/step.ts'

const HELP = `npm run attack -- [--only TEXT]... [--stages N] [--without LAYER]... [--json]

Runs every attack of server/lab/attacks in a fresh lab of a real server, and looks whether that lab, a
neighbour, the server and the machine are as they were.
  --only TEXT    those whose family/name contains TEXT
  --stages N     labs attacked side by side, default 4
  --without L    takes the layer L (or all, one after the other) away from a copy of the server, and plays
                 the attacks that must then succeed; may be given more than once
  --json         one object a line instead of the table
`

interface Words {
  readonly name: string
  readonly layer: string
  readonly how: string
  readonly end: string
}

const WIDTHS = { name: 38, layer: 19, how: 52, end: 16 }

function line(words: Words, last: string): string {
  const cell = (of: keyof Words): string => words[of].padEnd(WIDTHS[of])
  return `${cell('name')} ${cell('layer')} ${cell('how')} ${cell('end')} ${last}\n`
}

function show({ attack, wrong, end, ms, skipped }: Outcome): void {
  const { name, layer, how } = attack
  process.stdout.write(
    line(
      { name, layer, how, end },
      skipped === undefined
        ? `${wrong.length === 0 ? '' : 'BROKE '}${seconds(ms)}`
        : `skipped: ${skipped}`,
    ),
  )
  for (const say of wrong) process.stdout.write(`    ${say}\n`)
}

function showJson({ attack, wrong, end, ms, skipped }: Outcome): void {
  const { name, family, layer, how, tries } = attack
  const told = { name, family, layer, how, tries, end, wrong, skipped, ms: Math.round(ms) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [''] },
      stages: { type: 'string', default: '4' },
      json: { type: 'boolean', default: false },
      without: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.without.length > 0) return attackWithout(values.without)
  const attacks = readAttacks().filter(({ name }) =>
    values.only.some((text) => name.includes(text)),
  )
  if (!values.json)
    process.stdout.write(line({ name: 'attack', layer: 'layer', how: 'how', end: 'end' }, 'time'))
  const told = values.json ? showJson : show
  const began = performance.now()
  const { outcomes, left } = await playAttacks({ attacks, stages: Number(values.stages), told })
  const failed = outcomes.filter(({ wrong }) => wrong.length > 0).length + (left.length > 0 ? 1 : 0)
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).length
  for (const say of left) process.stderr.write(`${say}\n`)
  process.stderr.write(
    `${outcomes.length} attacks in ${seconds(performance.now() - began)}\n${attacks.length - failed - skipped} stopped, ${failed} not${skipped === 0 ? '' : `, ${skipped} skipped`}\n`,
  )
  return failed === 0 ? 0 : 1
})
