/** The lab in the top bar: its state in one line, and under it versions, limits and a fresh one. */
import { useSyncExternalStore } from 'react'
import { Unplug } from 'lucide-react'
import { useConnectionState } from '../connection/index.ts'
import { Popover } from '../ui/index.ts'
import { useFacts, useSession } from '../session/index.ts'
import { About } from './later.ts'
import { statusOf } from './status.ts'
import type { Status } from './status.ts'
import style from './LabLine.module.css'

/** Opens what this line has under it. */
export const ABOUT = 'backchannel:about'

export function LabLine() {
  const status = useStatus()
  const lab = useFacts(({ facts }) => facts.lab)
  // Whatever else there is to say: a program here is as free as its reader's own.
  const open = useFacts(({ unsandboxed }) => unsandboxed) ? ', sandbox off' : ''
  return (
    <Popover
      name="Your lab and its limits"
      opensOn={ABOUT}
      label={
        <>
          <Mark mark={status.mark} />
          <span className={style.say}>{status.say + open}</span>
          <span className={style.short}>{status.short + open}</span>
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
        <circle
          cx="7"
          cy="7"
          r="3.6"
          stroke="var(--rule)"
          strokeWidth="1.5"
          strokeDasharray="2 2"
        />
      )}
    </svg>
  )
}
