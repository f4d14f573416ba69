/** Who is connected: what is listened to and by whom, then each connection with a button that cuts it. */
import { Unplug } from 'lucide-react'
import { duration, useFacts, useLabNow, useSession } from '../session/index.ts'
import { IconButton } from '../ui/index.ts'
import { YOU } from '../../server/protocol/index.ts'
import { heardOf } from './standing.ts'
import type { Connected, Heard } from './standing.ts'
import { useStanding } from './useStanding.ts'
import { You } from './You.tsx'
import style from './Standing.module.css'

interface StandingProps {
  nameOf: (program: string) => string
}

export function Standing({ nameOf }: StandingProps) {
  const standing = useStanding()
  const unseen = useFacts(({ facts }) => facts.lab.type === 'ready' && !facts.lab.sandboxed)
  const now = useLabNow(standing.size > 0)
  if (unseen) return <p className={style.empty}>Without the sandbox, connections can’t be seen.</p>
  if (standing.size === 0) return <p className={style.empty}>Nobody is connected.</p>
  return (
    <section className={style.standing} aria-label="Who is connected">
      <ul className={style.heard}>
        {heardOf(standing).map((heard) => (
          <Topic key={`${heard.kind} ${heard.name}`} heard={heard} nameOf={nameOf} />
        ))}
      </ul>
      <ul>
        {[...standing.values()].map((one) => (
          <Row key={one.connection} one={one} name={nameOf(one.program)} now={now} />
        ))}
      </ul>
    </section>
  )
}

/** A wire that is as thick as there are subscribers, then the name and who they are. */
function Topic({ heard, nameOf }: { heard: Heard; nameOf: (program: string) => string }) {
  const { kind, name, by } = heard
  const who = [...new Set(by.map(({ program }) => nameOf(program)))]
  return (
    <li className={style.topic}>
      <svg width="28" height="14" aria-hidden="true">
        <path d="M1 7H27" stroke="var(--ink)" strokeWidth={Math.min(5, 1.4 + by.length * 1.2)} />
      </svg>
      <code>{name}</code>
      <span>
        {kind === 'channel' ? '' : `${kind}, `}
        {by.length} {by.length === 1 ? 'subscriber' : 'subscribers'}: {who.join(', ')}
      </span>
    </li>
  )
}

interface RowProps {
  one: Connected
  name: string
  now: number
}

function Row({ one, name, now }: RowProps) {
  const session = useSession()
  const { connection, program, process, did, since } = one
  const own = program === YOU
  return (
    <li className={style.row}>
      <span className={style.who}>{own ? <You /> : <code>{name}</code>}</span>
      <span className={style.did}>
        {process === undefined || process === 2 ? '' : `process ${process}, `}
        {did}, {duration(now - since)} ago
      </span>
      {/* What is your own ends with its Stop. */}
      {own ? null : (
        <IconButton
          name={`Cut connection ${connection} of ${name}`}
          onClick={() => void session.ask({ type: 'cut', connection })}
        >
          <Unplug size={16} strokeWidth={1.75} />
        </IconButton>
      )}
    </li>
  )
}
