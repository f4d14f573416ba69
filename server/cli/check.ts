/** `npm run check`: everything that can be wrong without running the product. `npm run fix` repairs what it can. */
import { checks, runChecks } from './setup/checks.ts'
import { main } from './setup/main.ts'

await main(async () => {
  const { failed } = await runChecks(checks)
  return failed === 0 ? 0 : 1
})
