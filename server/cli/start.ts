/** The first half of `npm start`: brings everything to where the server can start, then ends. */
import { readConfig } from '../config.ts'
import { setUpBuild } from './setup/build.ts'
import { main } from './setup/main.ts'
import { setUpOwner } from './setup/owner.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

await main(async () => {
  // A mistyped flag is told now, not after a minute of installing.
  readConfig()
  await inTurn(async () => {
    await setUpSystem()
    await setUpPackages()
    await setUpBuild()
    await setUpOwner()
  })
  return 0
})
