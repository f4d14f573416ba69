/** What really happened, read from the timeline's table: the facts of lesson 1, as each run went. */
import { expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { troubles } from './checker.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('a program that subscribes too late loses its own message', async () => {
  const { page, code, timeline } = await stage.arrive(pathTo('02-too-early'))
  await page.getByText('Each message sent, and who gets it, is drawn here').waitFor()
  await page.getByRole('button', { name: 'Just show me' }).click()
  await code.run.click()
  await timeline.showTable('message')
  await timeline.row('lost').waitFor()
  await expect
    .poll(() => timeline.rows())
    .toEqual([
      'main.py | published | channel_name | message | 0 received it',
      'main.py | lost | channel_name | message | 0 received it',
    ])
  await timeline.showTable('subscribed')
  await timeline.row('channel_name').waitFor()
  await code.stop.click()
  await timeline.showTable('stopped by you')
  await timeline.row('stopped by you').waitFor()
  await timeline.showPicture()
  await shot(page, 'timeline-lost')
})

test('Notification 1 is lost or received, exactly as its console says; both are linked', async () => {
  const learner = await stage.arrive(pathTo('05-two-threads'))
  const { page, code, timeline } = learner
  await code.run.click()
  const console = learner.console('main.py')
  await console.says(/^exited 0/)
  const printed = await console.copied()
  await timeline.showTable('Notification')
  await expect
    .poll(async () => (await timeline.rows()).filter((row) => row.includes('published')))
    .toHaveLength(3)
  for (const number of [1, 2, 3]) {
    const received = printed.includes(`Received: Notification ${number}`)
    const told = async () => {
      const rows = (await timeline.rows()).filter((row) => row.includes(`Notification ${number}`))
      const published = rows.filter((row) => row.includes('published'))
      return {
        published: published.map((row) => row.split(' | ').at(-1)),
        received: rows.some((row) => row.includes('received |') || row.includes('received,')),
        lost: rows.some((row) => row.includes('| lost |')),
      }
    }
    // The console may be ahead of it.
    await expect.poll(told).toEqual({
      published: [received ? '1 received it' : '0 received it'],
      received,
      lost: !received,
    })
  }
  await timeline.row('Notification 2').filter({ hasText: 'published' }).hover()
  await expect.poll(() => lit(page)).toContain('Sent: Notification 2')
  await timeline.showPicture()
  await console.log.getByText('Sent: Notification 3').hover()
  await expect.poll(() => timeline.readout.textContent()).toContain('Notification 3')
  await shot(page, 'timeline-linked')
  const saved: unknown = JSON.parse(
    await (await timeline.showTable('lost'), timeline.saved('JSON')),
  )
  expect(saved).toBeInstanceOf(Array)
  expect(await troubles(page)).toEqual([])
})

/** Console lines of what is pointed at. */
function lit(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-lit]')].map((line) => line.textContent).join('\n'),
  )
}

test('the picture is walked through by keys alone, and played again', async () => {
  const learner = await stage.arrive(pathTo('05-two-threads'))
  const { page, code, timeline } = learner
  await code.run.click()
  await learner.console('main.py').says(/^exited 0/)
  await timeline.picture.focus()
  const said = timeline.readout
  await page.keyboard.press('0')
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('ArrowUp')
    if ((await said.textContent())?.includes('Notification 3') === true) break
  }
  expect(await said.textContent()).toContain('Notification 3')
  await page.keyboard.press('Enter')
  await timeline.card.getByText('Received by').waitFor()
  expect(await troubles(page)).toEqual([])
  await shot(page, 'timeline-card')
  await page.keyboard.press('Escape')
  await timeline.card.waitFor({ state: 'detached' })
  await expect
    .poll(() => timeline.picture.evaluate((one) => one === document.activeElement))
    .toBe(true)

  await timeline.region.getByRole('button', { name: 'Replay what happened' }).click()
  const slider = timeline.region.getByRole('slider', { name: 'Time of the replay' })
  await slider.press('Home')
  // Where the first event is, a moment after Run was pressed.
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^\d\.\d\d s$/)
  await timeline.showTable('Notification')
  await timeline.row('Notification 3').first().waitFor({ state: 'detached' })
  await slider.press('End')
  await timeline.row('Notification 3').first().waitFor()
  await timeline.region.getByRole('button', { name: 'Live', exact: true }).click()
  await slider.waitFor({ state: 'detached' })
})

test('on a small laptop each tool of picture, table and replay is in reach', async () => {
  const learner = await stage.arrive(pathTo('05-two-threads'))
  const { page, code, timeline } = learner
  await code.run.click()
  await learner.console('main.py').says(/^exited 0/)
  await timeline.region.getByRole('button', { name: 'Replay what happened' }).click()
  const live = timeline.region.getByRole('button', { name: 'Live', exact: true })
  for (const width of [1440, 1280, 1024, 768]) {
    await page.setViewportSize({ width, height: 800 })
    await timeline.showPicture()
    await live.waitFor()
    await expect
      .poll(() => covered(timeline.region), { message: `picture at ${width}` })
      .toEqual([])
    await timeline.showTable('Notification')
    await live.waitFor()
    await expect.poll(() => covered(timeline.region), { message: `table at ${width}` }).toEqual([])
  }
  await shot(page, 'timeline-small')
})

/** Names of its buttons and fields that a press at their middle would not meet. */
function covered(region: Locator): Promise<string[]> {
  return region.locator('button, input').evaluateAll((tools) =>
    tools.flatMap((tool) => {
      const { x, y, width, height } = tool.getBoundingClientRect()
      const met = document.elementFromPoint(x + width / 2, y + height / 2)
      if (met !== null && tool.contains(met)) return []
      return [tool.getAttribute('aria-label') ?? tool.textContent]
    }),
  )
}

test('a frozen app goes without an answer while its thread waits for Redis, as picture and table say', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  const { page, code, timeline, app } = learner
  await code.run.click()
  await learner.beats.says(/answers in/)
  await app.visit('/listen/')
  await learner.beats.says(/no answer for/)
  await timeline.showTable('front page')
  await timeline.row('no answer in').first().waitFor()
  await timeline.showTable('waits for Redis')
  await timeline
    .row(/views\.py:\d+/)
    .first()
    .waitFor()
  await expect
    .poll(async () => (await timeline.rows()).filter((row) => !row.includes('waits for Redis')))
    .toEqual([])
  await timeline.showPicture()
  await shot(page, 'timeline-frozen')
  await code.stop.click()
})
