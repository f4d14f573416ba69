/** What was observed, as it would be claimed: nothing is written before it was seen and pressed. */
import { Button } from '../ui/index.ts'
import type { StudioPlay } from '../../server/protocol/studio.ts'
import { Diff } from './Diff.tsx'
import { orders } from './orders.ts'
import style from './Claims.module.css'

export function Proposal({ proposal }: { proposal: NonNullable<StudioPlay['proposal']> }) {
  const { id, path, differences, broke } = proposal
  const file = path.split('/').slice(1).join('/')
  return (
    <section className={style.proposal} aria-label="What was observed">
      <p>
        <code>{file}</code> would become:
      </p>
      <Diff name={`Changes of ${file}`} lines={differences} />
      {broke.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <div className={style.buttons}>
        <Button look="main" onClick={() => void orders.write(id)}>
          Write it
        </Button>
        <Button onClick={() => void orders.drop(id)}>Leave it</Button>
      </div>
    </section>
  )
}
