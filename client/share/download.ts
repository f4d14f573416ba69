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
  const all = homeFiles({ step, files, rest: rest.files, requirements })
  await saveZip(step.id, all)
  return undefined
}

/** Hands `folder` with these texts to the browser, as a zip of its name; rejects when it can't be made. */
export async function saveZip(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const all = Object.entries(files).map(([name, text]) => [`${folder}/${name}`, strToU8(text)])
  const bytes = await zipped(Object.fromEntries(all))
  save(new Blob([bytes], { type: 'application/zip' }), `${folder}.zip`)
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
