/** Who takes much of the server's time waits, the longer the more others do; who takes little does not. */
import { expect, test } from 'vitest'
import { TurnedTime } from '../test/turnedTime.ts'
import { LAB_TIME, Shares, type Share } from './share.ts'

interface Lab {
  readonly share: Share
  readonly told: string[]
}

function house(count: number): { time: TurnedTime; labs: Lab[] } {
  const time = new TurnedTime()
  const shares = new Shares(time, LAB_TIME)
  const labs = Array.from({ length: count }, (): Lab => {
    const told: string[] = []
    const who = { pause: () => void told.push('pause'), resume: () => void told.push('resume') }
    return { share: shares.open(who), told }
  })
  return { time, labs }
}

function only(count: 1): { time: TurnedTime; lab: Lab } {
  const { time, labs } = house(count)
  const [lab] = labs
  if (lab === undefined) throw new Error('no lab')
  return { time, lab }
}

test('[TAP9] a lab that takes too much of the server’s time waits, then goes on', async () => {
  const { time, lab } = only(1)
  lab.share.spend(40)
  expect(lab.told).toEqual([])
  lab.share.spend(40)
  lab.share.spend(40)
  expect(lab.told).toEqual(['pause'])
  await time.pass(190)
  expect(lab.told).toEqual(['pause'])
  await time.pass(20)
  expect(lab.told).toEqual(['pause', 'resume'])
  lab.share.spend(59)
  expect(lab.told).toEqual(['pause', 'resume'])
})

test('[TAP9] what is spread over time makes no lab wait', async () => {
  const { time, lab } = only(1)
  for (let i = 0; i < 20; i++) {
    lab.share.spend(20)
    await time.pass(50)
  }
  expect(lab.told).toEqual([])
})

test('[TAP9] ten labs that take all they can have together what one has, and an eleventh its own', async () => {
  const { time, labs } = house(11)
  const [modest, ...greedy] = labs
  const taken = greedy.map(() => 0)
  for (let ms = 0; ms < 20_000; ms += 5) {
    // The first second finds out how many they are.
    if (ms === 1_000) taken.fill(0)
    modest?.share.spend(0.1)
    greedy.forEach(({ share, told }, index) => {
      if (told.at(-1) === 'pause') return
      share.spend(0.5)
      taken[index] = (taken[index] ?? 0) + 0.5
    })
    await time.pass(5)
  }
  expect(modest?.told).toEqual([])
  const all = taken.reduce((sum, one) => sum + one, 0)
  expect(all).toBeLessThan(19_000 * 0.65)
  expect(all).toBeGreaterThan(19_000 * 0.5)
  expect(Math.max(...taken)).toBeLessThan(1.2 * Math.min(...taken))
})

test('[TAP9] when the others have left, a lab soon has what one has', async () => {
  const { time, labs } = house(10)
  const [lab, ...others] = labs
  for (let ms = 0; ms < 2_000; ms += 10) {
    for (const { share, told } of labs) if (told.at(-1) !== 'pause') share.spend(5)
    await time.pass(10)
  }
  for (const { share } of others) share.dispose()
  await time.pass(2_000)
  expect(lab?.told.at(-1)).toBe('resume')
  const before = lab?.told.length
  lab?.share.spend(50)
  expect(lab?.told).toHaveLength(before ?? 0)
  await time.pass(1_000)
  expect(time.waiting).toBe(0)
})
