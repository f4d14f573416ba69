/** The learner's own hands on Redis: publish, a prompt, cut a connection, stop and start it. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('03-two-programs')

test('a message by hand reaches who listens, and nobody has one sentence', async () => {
  const learner = await stage.arrive(STEP)
  const { redis } = learner
  const subscriber = learner.console('subscriber.py')
  await redis.open()
  await redis.send('chat', 'too early', '0 received it.')
  await redis.publish.getByText('Nobody has subscribed to chat now.').waitFor()
  await shot(learner.page, 'hands-nobody')

  await subscriber.run()
  await subscriber.says(/^waiting for Redis/)
  await redis.connected.getByText('1 subscriber: subscriber.py').waitFor()
  await redis.send('chat', 'hello by hand', '1 received it')
  await subscriber.prints("'data': b'hello by hand'")
  await redis.send('Chat', 'capitals', '0 received it.')
  await redis.publish.getByText('subscriber.py listens to chat, another name.').waitFor()

  const message = redis.publish.getByRole('textbox', { name: 'Message' })
  await message.press('ArrowUp')
  await message.press('ArrowUp')
  expect(await message.inputValue()).toBe('hello by hand')
})

test('a message is repeated as often as it is told to, and stopped', async () => {
  const learner = await stage.arrive(STEP)
  const { publish } = learner.redis
  await learner.redis.open()
  await publish.getByRole('button', { name: 'Repeat' }).click()
  await publish.getByRole('spinbutton', { name: 'How many times' }).fill('3')
  await publish.getByRole('spinbutton', { name: 'Every so many ms' }).fill('50')
  await learner.redis.send('chat', 'again', /^3 sent, the last: 0 received it\./)
  await publish.getByRole('spinbutton', { name: 'How many times' }).fill('1000')
  await publish.getByRole('button', { name: 'Publish' }).click()
  await publish.getByText(/^\d+ of 1000 sent/).waitFor()
  await publish.getByRole('button', { name: 'Stop' }).click()
  const told = publish.getByText(/^\d+ sent, the last/)
  await told.waitFor()
  expect(Number.parseInt(await told.innerText(), 10)).toBeLessThan(1000)
})

test('one press brings the row that publishes below the timeline', async () => {
  const learner = await stage.arrive(STEP)
  const { page, redis } = learner
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await page.getByRole('button', { name: 'Publish', expanded: false }).click()
  await redis.publish.waitFor()
  await page.keyboard.type('typed at once')
  await page.keyboard.press('Enter')
  await redis.publish.getByText('0 received it.').waitFor()
  await shot(page, 'hands-timeline')
  await page.getByRole('button', { name: 'Publish', expanded: true }).click()
  expect(await redis.publish.count()).toBe(0)
})

test('the prompt is redis-cli: replies, a live stream, and the same after a reload', async () => {
  const learner = await stage.arrive(STEP)
  const { redis } = learner
  await redis.open()
  await redis.type('LPUSH list "a \\x41" b')
  await redis.shows('(integer) 2')
  await redis.type('LRANGE list 0 -1')
  await redis.shows('2) "a A"')
  await redis.type('GET "open')
  await redis.shows('Invalid argument(s)')
  await redis.command.fill('subsc')
  await redis.prompt.getByText('SUBSCRIBE').waitFor()
  await redis.command.press('Tab')
  expect(await redis.command.inputValue()).toBe('SUBSCRIBE')
  await redis.prompt.getByText('channel [channel ...]').waitFor()
  await redis.type('SUBSCRIBE chat')
  await redis.shows('(integer) 1')
  await redis.connected.getByText('1 subscriber: you').waitFor()
  await learner.console('publisher.py').run()
  await redis.shows('"Hello everyone!"')
  await shot(learner.page, 'hands-stream')

  const beside = await learner.tab(STEP)
  await beside.redis.open()
  await beside.redis.shows('"Hello everyone!"')
  await learner.page.bringToFront()
  await redis.prompt.getByRole('button', { name: /^Stop/ }).click()
  await redis.type('PUBLISH chat gone')
  await redis.shows('(integer) 0')
  await learner.page.reload()
  await redis.open()
  await redis.shows('(integer) 0')
  await redis.command.press('ArrowUp')
  expect(await redis.command.inputValue()).toBe('PUBLISH chat gone')
})

test('what blocks is stopped with Escape; MONITOR shows nothing of ours', async () => {
  const learner = await stage.arrive(STEP)
  const { redis } = learner
  await redis.open()
  await redis.type('BLPOP nothing 0')
  await redis.command.press('Escape')
  await redis.type('MONITOR')
  await redis.shows(/OK/)
  await redis.send('chat', 'seen', '0 received it.')
  await redis.shows(/"publish" "chat" "seen"/)
  await redis.command.press('Control+c')
  await redis.type('PING')
  await redis.shows('PONG')
  const lines = (await redis.log.innerText()).split('\n').filter((line) => / \[0 /.test(line))
  expect(lines).toHaveLength(1)
})

test('a connection that is cut is made anew by redis-py, and the table tells it', async () => {
  const learner = await stage.arrive(STEP)
  const { redis } = learner
  const subscriber = learner.console('subscriber.py')
  await redis.open()
  await subscriber.run()
  await redis.connected.getByText('1 subscriber: subscriber.py').waitFor()
  await redis.connected
    .getByRole('button', { name: /^Cut connection \d+ of subscriber\.py/ })
    .click()
  await expect
    .poll(async () => (await subscriber.copied()).match(/'type': 'subscribe'/g)?.length)
    .toBe(2)
  await redis.send('chat', 'after the cut', '1 received it')
  await subscriber.prints("'data': b'after the cut'")
})

test('Redis is stopped, started and restarted; what was in it is gone', async () => {
  const learner = await stage.arrive(STEP)
  const { redis } = learner
  await redis.open()
  await redis.type('SET kept here')
  await redis.shows('OK')
  await redis.press('Stop')
  await redis.power.getByText('Redis is stopped, by you.').waitFor()
  await redis.type('GET kept')
  await redis.shows('Could not connect to Redis at 127.0.0.1:6379: Connection refused')
  await redis.publish.getByRole('button', { name: 'Publish' }).click()
  await redis.publish.getByText('Not published.').waitFor()
  await learner.page.getByText('Redis of your lab does not answer.').waitFor()
  await shot(learner.page, 'hands-stopped')
  await redis.press('Start')
  await redis.power.getByText('Redis runs.').waitFor()
  await redis.type('GET kept')
  await redis.shows('(nil)')
  await redis.type('SET kept here')
  await redis.type('clear')
  await redis.press('Restart')
  // It may not answer for a moment.
  const asked = async () => {
    await redis.type('GET kept')
    return redis.log.innerText()
  }
  await expect.poll(asked).toContain('(nil)')
  await redis.send('chat', 'back', '0 received it.')
})
