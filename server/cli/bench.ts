/** `npm run bench [-- --check] [--rounds N]`: measures; with --check it fails when a budget is missed. */
import { parseArgs } from 'node:util'
import { bench } from '../bench/bench.ts'
import { readConfig } from '../config.ts'
import { setUpBuild } from './setup/build.ts'
import { findChromium } from './setup/chromium.ts'
import { main } from './setup/main.ts'
import { places, project } from './setup/places.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'

await main(async () => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, rounds: { type: 'string', default: '30' } },
  })
  await setUpSystem()
  await setUpPackages()
  await setUpBuild()
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
