/** The timeline in real Chromium: its frames while 1,000 events a second arrive, and how soon a delivery is drawn. */
import { chromium } from 'playwright-core'
import type { Page, WebSocketRoute } from 'playwright-core'
import { Flood } from './flood.ts'
import { now, spread } from './measure.ts'
import { CHROMIUM_FLAGS } from '../test/chromiumFlags.ts'
import { PROTOCOL_VERSION } from '../protocol/index.ts'

const BATCH_MS = 50
const MEASURED_MS = 6000
const DRAWN = `Number(document.querySelector('canvas[data-drawn]')?.dataset.drawn ?? 0)`

export interface Frames {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface LookAt {
  readonly url: string
  /** Path of the browser. */
  readonly chromium: string
}

/** ms from frame to frame while 1,000 events a second come to four lanes, with all kept that the page keeps. */
export async function framesUnderLoad(look: LookAt): Promise<Frames> {
  return withPage(look, async (page) => {
    let socket: WebSocketRoute | undefined
    await page.routeWebSocket(/\/ws/, (route) =>
      route.onMessage((text) => {
        if (answer(route, String(text)) === 'hello') socket = route
      }),
    )
    await page.goto(look.url)
    await page.waitForSelector('main')
    // Before the welcome, events would be nobody's.
    while (socket === undefined) await page.waitForTimeout(20)
    const flood = new Flood()
    const send = () => socket?.send(JSON.stringify({ type: 'events', events: flood.next() }))
    while (flood.seq < 99_000) send()
    while ((await page.evaluate<number>(DRAWN)) < flood.seq - 10) await page.waitForTimeout(50)
    const measured = page.evaluate<number[]>(FRAMES)
    const began = now()
    for (let batch = 0; now() - began < MEASURED_MS; batch++) {
      send()
      await page.waitForTimeout(Math.max(0, began + (batch + 1) * BATCH_MS - now()))
    }
    const all = (await measured).toSorted((a, b) => a - b)
    const at = (q: number) => all[Math.min(all.length - 1, Math.floor(q * all.length))] ?? NaN
    return { p50: at(0.5), p95: at(0.95), max: at(1) }
  })
}

const FRAMES = `new Promise((resolve) => {
  const frames = []
  const began = performance.now()
  let before = began
  const next = (now) => {
    frames.push(now - before)
    before = now
    if (now - began < ${MEASURED_MS}) requestAnimationFrame(next)
    else resolve(frames.slice(2))
  }
  requestAnimationFrame(next)
})`

/** As a server would. Returns the type of what came. */
function answer(route: WebSocketRoute, text: string): string {
  const { type, id } = JSON.parse(text) as { type: string; id?: number }
  const welcome = { version: PROTOCOL_VERSION, session: 'bench', resumed: false, missing: 0 }
  if (type === 'hello') route.send(JSON.stringify({ type: 'welcome', ...welcome, clock: 0 }))
  else if (id !== undefined) route.send(JSON.stringify({ type: 'ok', id }))
  return type
}

/** p50 of ms from a PUBLISH in one program to the frame that shows its delivery to another. */
export async function publishToDrawn(look: LookAt): Promise<number> {
  return withPage(look, async (page) => {
    const sentAt = new Map<number, number>()
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => note(sentAt, String(payload))),
    )
    await page.goto(look.url)
    await run(page, 'subscriber.py')
    await page.getByText('ready').first().waitFor()
    await page.evaluate(WATCH)
    await run(page, 'publisher.py')
    await page.getByText('sent', { exact: true }).first().waitFor()
    const drawn = await page.evaluate<[number, number][]>('globalThis.drawnAt')
    // Both clocks are this machine's; the page's is the wall clock.
    const offset = Date.now() - now()
    const ms = [...sentAt].flatMap(([seq, at]) => {
      const frame = drawn.find(([last]) => last >= seq)
      return frame === undefined ? [] : [frame[1] - offset - at]
    })
    return spread(ms).p50
  })
}

const WATCH = `(() => {
  globalThis.drawnAt = []
  const canvas = document.querySelector('canvas[data-drawn]')
  new MutationObserver(() =>
    drawnAt.push([Number(canvas.dataset.drawn), performance.timeOrigin + performance.now()]),
  ).observe(canvas, { attributes: true, attributeFilter: ['data-drawn'] })
})()`

/** The publisher's messages are the ns at which they were sent. */
function note(sentAt: Map<number, number>, text: string): void {
  const { events = [] } = JSON.parse(text) as {
    events?: { seq: number; event: { type: string; message?: string } }[]
  }
  for (const { seq, event } of events)
    if (event.type === 'delivered') sentAt.set(seq, Number(event.message) / 1e6)
}

async function run(page: Page, name: string): Promise<void> {
  const consoles = page.getByRole('tablist', { name: 'Consoles' })
  await consoles.getByRole('tab', { name }).click()
  await page.getByRole('button', { name: `Run ${name}`, exact: true }).click()
}

async function withPage<T>(
  { chromium: executablePath }: LookAt,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  try {
    return await act(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
  } finally {
    await browser.close()
  }
}
