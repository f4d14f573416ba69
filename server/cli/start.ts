/** The first half of `npm start`: brings everything to where the server can start, then ends. */
import { setUpBuild } from './setup/build.ts'
import { main } from './setup/main.ts'
import { setUpOwner } from './setup/owner.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'

await main(async () => {
  await setUpSystem()
  await setUpPackages()
  await setUpBuild()
  await setUpOwner()
  return 0
})
