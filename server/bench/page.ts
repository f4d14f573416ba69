/** What the page weighs and when its editor can be used, from the built files and in real Chromium. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS } from '../test/chromiumFlags.ts'
import { spread } from './measure.ts'

/** kB (1,000 bytes): JS + CSS that index.html names, gzip -9; all other JS + CSS, brotli 11. */
export async function weigh(built: string): Promise<{ firstPage: number; editor: number }> {
  const html = await readFile(join(built, 'index.html'), 'utf8')
  const assets = (await readdir(join(built, 'assets'))).filter((name) => /\.(js|css)$/.test(name))
  let [firstPage, editor] = [0, 0]
  for (const name of assets) {
    const bytes = await readFile(join(built, 'assets', name))
    if (html.includes(name)) firstPage += gzipSync(bytes, { level: 9 }).length
    else if (/monaco|editor|worker/i.test(name)) editor += brotli(bytes)
  }
  return { firstPage: firstPage / 1000, editor: editor / 1000 }
}

function brotli(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

export interface Look {
  readonly url: string
  /** Path of the browser. */
  readonly chromium: string
  /** Chromium's CPU throttle: 4 = four times slower. */
  readonly slowdown: number
  readonly rounds: number
}

/** p50 in ms since navigation until Monaco shows coloured code and two frames have passed; fresh profiles. */
export async function editorUsable(look: Look): Promise<number> {
  const ms: number[] = []
  for (let i = 0; i < look.rounds; i++) ms.push(await visit(look))
  return spread(ms).p50
}

/** A string, since a compiler may write helpers into functions that the browser does not have. */
const USABLE = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('.monaco-editor .view-line span[class*="mtk"]') === null)
      requestAnimationFrame(look)
    else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
  }
  look()
})`

async function visit({ url, chromium: executablePath, slowdown }: Look): Promise<number> {
  const profile = await mkdtemp(join(tmpdir(), 'backchannel-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: CHROMIUM_FLAGS,
  })
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(url, { waitUntil: 'commit' })
    return await page.evaluate<number>(USABLE)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}
