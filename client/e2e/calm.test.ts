/** Where motion is not wanted nothing moves; where colours are forced what is drawn still tells itself apart. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { pathTo } from './learner.ts'
import { moving } from './moving.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'
import { unseen } from './unseen.ts'

const stage = setStage()
const STILL = { reducedMotion: 'reduce' } as const
const FORCED = { forcedColors: 'active', colorScheme: 'dark' } as const

test('where motion is reduced, nothing of the page takes time to change', async () => {
  const learner = await stage.arrive('/', STILL)
  const { page, code, timeline, quiz } = learner
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await moving(page)).toEqual([])
  await learner.open(pathTo('03-two-programs'))
  await code.ready('subscriber.py')
  await code.runAll.click()
  await learner.console('subscriber.py').says(/^waiting for Redis/)
  await learner.console('publisher.py').says(/^exited 0/)
  expect(await moving(page)).toEqual([])
  await timeline.showTable()
  await learner.redis.open()
  expect(await moving(page)).toEqual([])
  await learner.open(pathTo('quiz'))
  await quiz.answer(/style sheets/)
  expect(await moving(page)).toEqual([])
})

test('nor does the picture: what is pressed is there with the next frame', async () => {
  const learner = await stage.arrive(pathTo('03-two-programs'), STILL)
  await learner.code.ready('subscriber.py')
  await learner.code.runAll.click()
  await learner.console('publisher.py').says(/^exited 0/)
  await learner.console('subscriber.py').stop()
  await learner.timeline.region.getByRole('button', { name: 'Replay what happened' }).waitFor()
  const frames = await learner.timeline.picture.evaluate(async (canvas: HTMLCanvasElement) => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)))
    const pictures: string[] = []
    const zoom = new KeyboardEvent('keydown', { key: '+', bubbles: true })
    canvas.dispatchEvent(zoom)
    for (let frame = 0; frame < 20; frame++) {
      await drawn()
      pictures.push(canvas.toDataURL())
    }
    return new Set(pictures.slice(3)).size
  })
  expect(frames).toBe(1)
})

/** Colours of the picture, the one that covers most of it first; without those of blurred edges. */
function coloursOf(page: Page): Promise<string[]> {
  return page.getByRole('application').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {}
    const counts = new Map<string, number>()
    for (let at = 0; data !== undefined && at < data.length; at += 4) {
      const colour = [...data.subarray(at, at + 3)].join(' ')
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    const many = [...counts].filter(([, count]) => count > 20).toSorted((a, b) => b[1] - a[1])
    return many.map(([colour]) => colour)
  })
}

/** A system colour as it is drawn on the canvas of the page: some are translucent. */
function system(page: Page, name: string): Promise<string> {
  return page.evaluate((colour) => {
    const probe = document.createElement('i')
    document.body.append(probe)
    const context = document.createElement('canvas').getContext('2d')
    if (context === null) return ''
    for (const one of ['Canvas', colour]) {
      probe.style.color = one
      context.fillStyle = getComputedStyle(probe).color
      context.fillRect(0, 0, 1, 1)
    }
    probe.remove()
    return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)].join(' ')
  }, name)
}

test('where colours are forced, the picture is text on canvas, and you stand out', async () => {
  const learner = await stage.arrive(pathTo('03-two-programs'), FORCED)
  const { page, code, redis, timeline } = learner
  await code.ready('subscriber.py')
  await code.runAll.click()
  await learner.console('publisher.py').says(/^exited 0/)
  await redis.open()
  await redis.send('chat', 'by hand', '1 received it')
  await timeline.tab.click()
  await timeline.picture.waitFor()
  await page.waitForFunction(() => document.querySelector('canvas[data-drawn]') !== null)
  const [canvas, text, you] = await Promise.all(
    ['Canvas', 'CanvasText', 'Highlight'].map((name) => system(page, name)),
  )
  // What is told of by hand is drawn some frames later.
  await expect.poll(() => coloursOf(page)).toContain(you)
  expect((await coloursOf(page)).slice(0, 2)).toEqual([canvas, text])
  const open = code.tab('subscriber.py')
  const edge = await open.evaluate((tab) => getComputedStyle(tab).borderBottomWidth)
  expect(edge).toBe('3px')
  await shot(page, 'forced-step', ['dark'])
})

test('nor is a sign lost in the page: course, step and questions', async () => {
  const learner = await stage.arrive('/', FORCED)
  const { page, code, quiz } = learner
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await unseen(page)).toEqual([])
  await shot(page, 'forced-course', ['dark'])
  await learner.open(pathTo('03-two-programs'))
  await code.ready('subscriber.py')
  await code.runAll.click()
  await learner.console('publisher.py').says(/^exited 0/)
  expect(await unseen(page)).toEqual([])
  await learner.open(pathTo('quiz'))
  await quiz.answer(/style sheets/)
  expect(await unseen(page)).toEqual([])
  await shot(page, 'forced-quiz', ['dark'])
})
