/** `npm run fix`: repairs what `npm run check` reports and a machine can repair. */
import { capture } from './setup/command.ts'
import { formatted } from './setup/checks.ts'
import { main } from './setup/main.ts'
import { project } from './setup/places.ts'
import { step } from './setup/step.ts'

await main(async () => {
  const bin = `${project}/node_modules/.bin`
  const lint = await step('Lint', () =>
    capture([`${bin}/oxlint`, '-c', '.ci/lint.json', '--type-aware', '--quiet', '--fix'], {
      cwd: project,
    }),
  )
  const format = await step('Format', () =>
    capture([`${bin}/prettier`, '--write', '--log-level', 'warn', ...formatted], { cwd: project }),
  )
  process.stdout.write(lint.printed + format.printed)
  return Math.max(lint.status, format.status)
})
