/** `npm run attack -- --without LAYER`: what succeeds when a layer is taken away from a copy of the server. */
import { ABLATIONS, ablate, KEPT, type Ablated } from '../lab/attacks/index.ts'
import { Problem } from './setup/problem.ts'

const WIDTHS = [19, 62, 40] as const

function row(cells: readonly string[]): string {
  return `${cells.map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0)).join(' ')}\n`
}

function show({ ablation, succeeded, say = '', skipped }: Ablated): void {
  const { layer, without } = ablation
  if (skipped !== undefined) process.stdout.write(row([layer, without, 'skipped', skipped]))
  else if (succeeded.length === 0)
    process.stdout.write(row([layer, without, 'NOTHING', say.slice(0, 200)]))
  for (const { attack, wrong } of succeeded)
    process.stdout.write(row([layer, without, attack.name, wrong[0]?.slice(0, 100) ?? '']))
}

/** `all`, or names of layers. Exit status 1 when a layer can be taken away and nothing succeeds. */
export async function attackWithout(names: readonly string[]): Promise<number> {
  const chosen = ABLATIONS.filter(({ layer }) => names.includes('all') || names.includes(layer))
  if (chosen.length === 0) {
    const layers = new Set(ABLATIONS.map(({ layer }) => layer))
    throw new Problem(`No such layer can be taken away. There are ${[...layers].join(', ')}.`)
  }
  process.stdout.write(row(['layer', 'without', 'attack', 'what it says']))
  let idle = 0
  for (const ablation of chosen) {
    const ablated = await ablate(ablation)
    if (ablated.succeeded.length === 0 && ablated.skipped === undefined) idle += 1
    show(ablated)
  }
  if (names.includes('all'))
    for (const [layer, why] of Object.entries(KEPT))
      process.stdout.write(row([layer, `kept: ${why}`]))
  return idle === 0 ? 0 : 1
}
