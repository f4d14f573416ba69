/** Stops and starts the lab's own Redis, where a step is about its being away. */
import { Play, Square } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { useFacts, useSession } from '../session/index.ts'
import style from './BrokerSwitch.module.css'

export function BrokerSwitch() {
  const session = useSession()
  const lab = useFacts(({ facts }) => facts.lab)
  const broker = lab.type === 'ready' ? lab.broker : undefined
  const stopped = broker === 'stopped'
  const press = () => void session.ask({ type: 'broker', action: stopped ? 'start' : 'stop' })
  return (
    <section className={style.switch} aria-label="Redis of this lab">
      <Button
        icon={
          stopped ? <Play size={13} strokeWidth={2.2} /> : <Square size={13} strokeWidth={2.2} />
        }
        disabled={broker === undefined || broker === 'restarting'}
        onClick={press}
      >
        {stopped ? 'Start Redis' : 'Stop Redis'}
      </Button>
      <p role="status">{SAYS[broker ?? 'none']}</p>
    </section>
  )
}

const SAYS = {
  up: 'Redis of your lab is running.',
  stopped: 'Redis of your lab is stopped, by you.',
  restarting: 'Redis of your lab is starting again.',
  none: 'Your lab opens with the first Run.',
}
