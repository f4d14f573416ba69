/** Prints how long our files are, against the aim: median at most 80 lines, nine of ten at most 250. */
import fs from 'node:fs'
import path from 'node:path'

const project = path.resolve(import.meta.dirname, '..')

function* sources(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(file)
    else if (/\.(tsx?|py)$/.test(entry.name) && !/\.test\.|test_/.test(entry.name)) yield file
  }
}

const sized = ['client', 'server']
  .flatMap((folder) => [...sources(path.join(project, folder))])
  .map((file) => ({ file, lines: fs.readFileSync(file, 'utf8').split('\n').length - 1 }))
  .toSorted((a, b) => a.lines - b.lines)

const at = (share: number) => sized[Math.floor(share * (sized.length - 1))]?.lines ?? 0
process.stdout.write(`${sized.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}\n`)
for (const { file, lines } of sized.filter((one) => one.lines > 250)) {
  process.stdout.write(`${lines}  ${path.relative(project, file)}\n`)
}
