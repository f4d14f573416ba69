/** What each app's beats say, for those who do not see the picture. */
import { useSession } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { verdictOf } from './layout/verdict.ts'
import type { Model } from './model.ts'
import { useVersion } from './useVersion.ts'

export function Verdicts({ model, step }: { model: Model; step: StepView }) {
  const { clock } = useSession()
  useVersion(model)
  return step.programs.map(({ id, heartbeat }) => {
    const program = model.fold.programs.get(id)
    if (heartbeat === undefined || program === undefined || program.beats.length === 0) return null
    return (
      <section key={id} className="unseen" aria-label={`Beats of ${heartbeat.label}`}>
        <p>{verdictOf(program, { now: clock.now() }).say}</p>
      </section>
    )
  })
}
