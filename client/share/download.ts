/** Makes the zip of a step in the page and hands it to the browser as a download. */
import { strToU8, zip } from 'fflate'
import requirements from '../../server/cli/setup/requirements.txt?raw'
import { homeFiles } from './home.ts'
import { fetchRest } from './kept.ts'
import type { ShareProps } from './Share.tsx'

/** Some browsers read what was clicked only later, ms. */
const KEPT_MS = 60_000

/** Resolves with a sentence when there is no zip. */
export async function download({ lesson, step, files }: ShareProps): Promise<string | undefined> {
  const rest = await fetchRest(lesson, step.id)
  if (rest.type === 'failed') return rest.say
  const all = Object.entries(homeFiles({ step, files, rest: rest.files, requirements }))
  const folder = Object.fromEntries(
    all.map(([name, text]) => [`${step.id}/${name}`, strToU8(text)]),
  )
  save(new Blob([await zipped(folder)], { type: 'application/zip' }), `${step.id}.zip`)
  return undefined
}

function zipped(folder: Record<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    zip(folder, (error, bytes) => {
      if (error === null) resolve(bytes as Uint8Array<ArrayBuffer>)
      else reject(error)
    })
  })
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
