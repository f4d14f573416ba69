/** Lines that are cut by a seeded schedule, and what a page saw in spite of it: each event once, or a told gap. */
import type { Numbered } from '../protocol/index.ts'
import type { Learner } from './learner.ts'
import { seeded } from '../test/seeded.ts'

/** Cuts the line of the first tab `cuts` times, each after a few more events. */
export async function cutOften(
  learner: Learner,
  { cuts, seed }: { cuts: number; seed: number },
): Promise<void> {
  const random = seeded(seed)
  const { page } = learner
  for (let cut = 0; cut < cuts; cut += 1) {
    const enough = page.events.length + Math.floor(random() * 4)
    const seen = page.until(() => (page.events.length >= enough ? true : undefined))
    await learner.inTime(seen, 'more events')
    page.cut()
    const welcome = await learner.back()
    if (!welcome.resumed) throw new Error(`${learner.name} was not known any more`)
  }
}

/** What the first tab saw otherwise than the second, whose line was never cut; empty as it should be. */
export function strayed({ page, witness }: Learner): string[] {
  const seen = new Map(witness.events.map((one) => [one.seq, one]))
  // Output that its run tells as left out is no event that is missing.
  const cut = new Set(page.all('left-out').map(({ run }) => run))
  const told = ({ event }: Numbered): boolean =>
    (event.type === 'output' || event.type === 'left-out') && cut.has(event.run)
  const last = Math.min(page.events.at(-1)?.seq ?? 0, witness.events.at(-1)?.seq ?? 0)
  const found = page.events.filter(({ seq }) => seq <= last)
  const numbers = new Set(found.map(({ seq }) => seq))
  const doubled = found.length - numbers.size
  const missed = witness.events.filter(
    (one) => one.seq <= last && !numbers.has(one.seq) && !told(one),
  )
  const other = found.filter((one) => !same(one, seen.get(one.seq)))
  return [
    ...(doubled > 0 ? [`${doubled} events twice`] : []),
    ...(missed.length > page.missing
      ? [`${missed.length} events missed, ${page.missing} of them told`]
      : []),
    ...(other.length > 0 ? [`events unlike: ${JSON.stringify(other.slice(0, 3))}`] : []),
    ...(inOrder(found) ? [] : ['events out of order']),
  ]
}

function same(one: Numbered, other: Numbered | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function inOrder(events: readonly Numbered[]): boolean {
  return events.every(({ seq }, index) => seq > (events[index - 1]?.seq ?? 0))
}
