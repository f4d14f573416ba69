/** `npm run bench [-- --check] [--rounds N]`: measures; with --check it fails when a budget is missed. */
import { parseArgs } from 'node:util'
import { bench } from './bench.ts'
import { readConfig } from '../config.ts'
import { setUpBuild, studioTarget, targets } from '../cli/setup/build.ts'
import { findChromium } from '../cli/setup/chromium.ts'
import { main } from '../cli/setup/main.ts'
import { places, project } from '../cli/setup/places.ts'
import { setUpPackages } from '../cli/setup/python.ts'
import { setUpSystem } from '../cli/setup/system.ts'

await main(async () => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, rounds: { type: 'string', default: '30' } },
  })
  await setUpSystem()
  await setUpPackages()
  await setUpBuild([...targets, studioTarget])
  const chromium = await findChromium()
  const missed = await bench({
    project,
    paths: { ...readConfig([], {}).paths, python: places.python },
    rounds: Number(values.rounds),
    chromium: chromium.type === 'found' ? chromium.file : undefined,
  })
  if (values.check !== true || missed.length === 0) return 0
  process.stderr.write(`${missed.length} budgets are missed: ${missed.join('; ')}.\n`)
  return 1
})
