/** The lab in the top bar: its state in one line, and under it versions, limits and a fresh one. */
import { useState, useSyncExternalStore } from 'react'
import { Unplug } from 'lucide-react'
import { useConnectionState } from '../connection/index.ts'
import { Button, Popover } from '../ui/index.ts'
import { useFacts, useSession } from '../session/index.ts'
import type { LabState } from '../../server/protocol/index.ts'
import { statusOf } from './status.ts'
import type { Status } from './status.ts'
import style from './LabLine.module.css'

export function LabLine() {
  const status = useStatus()
  const lab = useFacts(({ facts }) => facts.lab)
  return (
    <Popover
      name="Your lab and its limits"
      label={
        <>
          <Mark mark={status.mark} />
          <span className={style.say}>{status.say}</span>
          <span className={style.short}>{status.short}</span>
        </>
      }
    >
      {(close) => <About lab={lab} close={close} />}
    </Popover>
  )
}

/** The status now; counts down while the connection rests. */
export function useStatus(): Status {
  const { ticker } = useSession()
  const connection = useConnectionState()
  const lab = useFacts(({ facts }) => facts.lab)
  const subscribe = connection.type === 'resting' ? ticker.subscribe : never
  const now = useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 250) * 250)
  return statusOf(connection, lab, now)
}

const never = () => () => {}

function Mark({ mark }: { mark: Status['mark'] }) {
  if (mark === 'off') return <Unplug size={15} strokeWidth={1.75} aria-hidden="true" />
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      {mark === 'up' ? (
        <circle cx="7" cy="7" r="3.6" fill="var(--running)" />
      ) : (
        <circle cx="7" cy="7" r="3.6" stroke="var(--rule)" strokeWidth="1.5" strokeDasharray="2 2" />
      )}
    </svg>
  )
}

function About({ lab, close }: { lab: LabState; close: () => void }) {
  if (lab.type !== 'ready') {
    return <p>Your lab is a private machine with a Redis of its own. It opens with the first Run.</p>
  }
  const packages = Object.entries(lab.packages).map(([name, version]) => `${name} ${version}`)
  return (
    <>
      <h2 className={style.title}>Your lab</h2>
      <p className={style.versions}>
        {[`Python ${lab.python}`, `Redis ${lab.redis}`, ...packages].join(', ')}. Redis answers on
        localhost:6379, for you alone. There is no other network.
      </p>
      {lab.sandboxed ? null : (
        <p className={style.versions}>
          <b>The sandbox is off.</b> Programs run with the rights of the server.
        </p>
      )}
      <table className={style.limits}>
        <caption>Limits</caption>
        <tbody>
          {lab.limits.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.value}</td>
              <td>{row.say}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Fresh close={close} />
    </>
  )
}

/** Asks once more before everything in the lab goes. */
function Fresh({ close }: { close: () => void }) {
  const session = useSession()
  const [sure, setSure] = useState(false)
  const fresh = () => {
    void session.ask({ type: 'freshLab' })
    close()
  }
  return (
    <div className={style.fresh}>
      {sure ? (
        <>
          <Button onClick={fresh}>End all and open a fresh lab</Button>
          <Button look="bare" onClick={() => setSure(false)}>
            Not now
          </Button>
        </>
      ) : (
        <Button onClick={() => setSure(true)}>Fresh lab</Button>
      )}
      <p>
        {sure
          ? 'Your code, answers and place are kept. Programs end; Redis and written files are emptied.'
          : 'Another lab, with an empty Redis.'}
      </p>
    </div>
  )
}
