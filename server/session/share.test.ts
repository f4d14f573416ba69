import { expect, test } from 'vitest'
import { TurnedTime } from '../test/turnedTime.ts'
import { Share } from './share.ts'

function shared(): { time: TurnedTime; share: Share; told: string[] } {
  const time = new TurnedTime()
  const told: string[] = []
  const lab = { pause: () => void told.push('pause'), resume: () => void told.push('resume') }
  return { time, share: new Share(time, lab), told }
}

test('[TAP9] a lab that takes too much of the server’s time waits, then goes on', async () => {
  const { time, share, told } = shared()
  share.spend(40)
  expect(told).toEqual([])
  share.spend(40)
  share.spend(40)
  expect(told).toEqual(['pause'])
  await time.pass(100)
  expect(told).toEqual(['pause', 'resume'])
  share.spend(59)
  expect(told).toEqual(['pause', 'resume'])
})

test('[TAP9] what is spread over time makes no lab wait', async () => {
  const { time, share, told } = shared()
  for (let i = 0; i < 20; i++) {
    share.spend(20)
    await time.pass(50)
  }
  expect(told).toEqual([])
})
