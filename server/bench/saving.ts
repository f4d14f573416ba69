/** How soon a saved file is seen in the studio's open page, from real files in real Chromium. */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Frame } from 'playwright-core'
import { spread, type Spread } from './measure.ts'
import { CHROMIUM_FLAGS } from '../test/chromiumFlags.ts'

export interface Saving {
  readonly project: string
  /** Path of the browser. */
  readonly chromium: string
  readonly rounds: number
  /** The course; it is left as it was. */
  readonly lessons: string
  /** `<lesson>/<step>` that is saved. */
  readonly step: string
}

/** ms from a file's taking its place to its words being drawn. */
export async function savingSeen(saving: Saving): Promise<Spread> {
  const { project, chromium: file, rounds, step } = saving
  const folder = await mkdtemp(join(tmpdir(), 'backchannel-saving-'))
  const lessons = join(folder, 'lessons')
  await cp(saving.lessons, lessons, { recursive: true })
  const command = ['--import', 'tsx', 'server/cli/studio.ts', '--port', '0', '--lessons', lessons]
  const studio = spawn(process.execPath, command, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const browser = await chromium.launch({ executablePath: file, args: CHROMIUM_FLAGS })
  try {
    const page = await browser.newPage()
    await page.goto(`${await address(studio.stdout)}#/lessons/${step}`)
    const inside = await (await page.waitForSelector('iframe')).contentFrame()
    if (inside === null) throw new Error('the studio shows no page')
    await inside.waitForSelector('article h1')
    const path = join(lessons, step, 'README.md')
    const text = await readFile(path, 'utf8')
    const ms: number[] = []
    for (let round = 0; round < rounds; round++) {
      const words = `Saved for the ${round}. time.`
      await writeFile(join(folder, 'unsaved'), text.replace('\n\n', `\n\n${words}\n\n`))
      const drawn = seen(inside, words)
      const began = Date.now()
      await rename(join(folder, 'unsaved'), path)
      ms.push((await drawn) - began)
    }
    return spread(ms)
  } finally {
    await browser.close()
    const exit = once(studio, 'exit')
    studio.kill('SIGTERM')
    await exit
    await rm(folder, { recursive: true, force: true })
  }
}

async function address(printed: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(printed)) {
    const found = /at (http:\S+)/.exec(line)?.[1]
    if (found === undefined) continue
    printed.resume()
    return found
  }
  throw new Error('the studio ended before it was ready')
}

/** When the words stood in the page and the next frame was drawn, ms of the wall clock. */
function seen(frame: Frame, words: string): Promise<number> {
  return frame.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('article').textContent.includes(${JSON.stringify(words)}))
        requestAnimationFrame(() => resolve(Date.now()))
      else requestAnimationFrame(look)
    }
    look()
  })`)
}
