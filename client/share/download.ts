/** Makes the zip of a step in the page and hands it to the browser as a download. */
import { strToU8, zip } from 'fflate'
import requirements from '../../server/cli/setup/requirements.txt?raw'
import { homeFiles } from './home.ts'
import type { ShareProps } from './Share.tsx'

export function download({ step, files }: ShareProps): void {
  const all = Object.entries(homeFiles({ step, files, requirements }))
  const folder = Object.fromEntries(
    all.map(([name, text]) => [`${step.id}/${name}`, strToU8(text)]),
  )
  zip(folder, (error, bytes) => {
    if (error !== null) throw error
    save(
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }),
      `${step.id}.zip`,
    )
  })
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
