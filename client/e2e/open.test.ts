/** `--sandbox off`, for real: one lab of plain programs, on this machine alone, and the page says so all the time. */
import { request } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { takeRedisPort } from '../../server/test/redisPort.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const STEP = pathTo('01-what-a-broker-is-for')
const PHONE = { width: 390, height: 844 }
const PROGRAM = "import os, redis\nprint(redis.Redis().ping(), os.environ['HOME'])\n"

// Its Redis is at the port of this machine's own.
const giveOn = await takeRedisPort()
afterAll(() => giveOn?.())

describe.skipIf(giveOn === undefined)('without a sandbox', () => {
  const stage = setStage(undefined, ['--sandbox', 'off', '--idle', '1'])

  /** The status for who asks by another name than this machine's. */
  function asked(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asking = request(stage.playground.origin, { headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      asking.on('error', reject).end()
    })
  }

  test('a program runs, and the bar says before, meanwhile and after that nothing confines it', async () => {
    const learner = await stage.arrive(STEP)
    const { bar, code, page } = learner
    await bar.lab(/sandbox off$/).waitFor()
    await code.write('hello.py', PROGRAM)
    await code.run.click()
    await learner.console('hello.py').prints(/^True \//)
    await learner.console('hello.py').says(/^exited 0/)
    await bar.lab(/^Your lab, Redis .*, sandbox off$/).click()
    await page
      .getByText('The sandbox is off. Programs run with the rights of the server, and')
      .waitFor()
    expect(await page.getByText('There is no other network').count()).toBe(0)
    await shot(page, 'sandbox-off')
    await page.keyboard.press('Escape')
    await learner.open(pathTo('quiz'))
    await bar.lab(/sandbox off$/).waitFor()
    await page.setViewportSize(PHONE)
    await bar.region
      .getByText(/sandbox off$/)
      .filter({ visible: true })
      .waitFor()
    await learner.open(STEP)
    const count = page.getByText('1 of 8', { exact: true })
    await expect.poll(() => count.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    await learner.open(STEP.replace('/lessons/', '/embed/'))
    await page.locator('header').getByText('sandbox off', { exact: true }).waitFor()
  })

  test('there is one lab: who comes next waits for it, and stops a program as in a sandbox', async () => {
    const first = await stage.arrive(STEP)
    await first.code.ready('hello.py')
    await first.code.run.click()
    await first.console('hello.py').says(/^exited 0/)
    const learner = await stage.arrive(STEP)
    await learner.code.write('hello.py', "import time\nprint('up')\ntime.sleep(600)\n")
    await learner.code.run.click()
    await learner.page.getByRole('region', { name: 'You are first in line' }).waitFor()
    await learner.console('hello.py').prints('up')
    // Nobody looks into plain programs: what they wait for is not told.
    await learner.console('hello.py').says(/^running/)
    await learner.code.stop.click()
    await learner.console('hello.py').says(/^stopped by you/)
    expect(await learner.console('hello.py').copied()).toContain('KeyboardInterrupt')
  })

  test('what would start when another has subscribed says that it is run by hand', async () => {
    const learner = await stage.arrive(pathTo('03-two-programs'))
    await learner.code.ready('subscriber.py')
    await learner.code.runAll.click()
    const publisher = learner.console('publisher.py')
    await publisher.says(/^not started\. With the sandbox off nobody sees when: run it yourself/)
    // All of it, not as far as there is room beside the name.
    expect(await publisher.log.innerText()).toMatch(/run it yourself\. Starts when subscriber\.py/)
    await learner.console('subscriber.py').prints("'type': 'subscribe'")
    await shot(learner.page, 'sandbox-off-by-hand')
    await publisher.run()
    await learner.console('subscriber.py').prints("b'Hello everyone!'")
    await learner.code.stop.click()
    await learner.console('subscriber.py').says(/^stopped by you/)
  })

  test('by another name than this machine’s own nobody is let in', async () => {
    const own = new URL(stage.playground.origin).host
    expect(await asked(own)).toBe(200)
    expect([await asked('box.local'), await asked('192.168.1.4')]).toEqual([403, 403])
  })
})
