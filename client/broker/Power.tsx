/** Redis itself: whether it runs, and buttons that stop, start and restart it. */
import { Play, RotateCw, Square } from 'lucide-react'
import { useFacts, useSession } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import style from './Power.module.css'

export function Power() {
  const session = useSession()
  const lab = useFacts(({ facts }) => facts.lab)
  const state = lab.type === 'ready' ? lab.broker : 'none'
  const ask = (action: 'stop' | 'start' | 'restart') => void session.ask({ type: 'broker', action })
  return (
    <section className={style.power} aria-label="Redis itself">
      <p role="status">
        <b className={style[state]}>{SAYS[state]}</b> {THEN[state]}
      </p>
      {state === 'stopped' ? (
        <Button icon={<Play size={13} strokeWidth={2.2} />} onClick={() => ask('start')}>
          Start
        </Button>
      ) : (
        <>
          <Button
            icon={<RotateCw size={13} strokeWidth={2.2} />}
            disabled={state !== 'up'}
            onClick={() => ask('restart')}
          >
            Restart
          </Button>
          <Button
            icon={<Square size={13} strokeWidth={2.2} />}
            disabled={state !== 'up'}
            onClick={() => ask('stop')}
          >
            Stop
          </Button>
        </>
      )}
    </section>
  )
}

const SAYS = {
  up: 'Redis runs.',
  stopped: 'Redis is stopped, by you.',
  restarting: 'Redis starts again.',
  none: 'No lab yet.',
}

const THEN = {
  up: 'A stop ends every subscription and empties it.',
  stopped: 'Subscriptions and data are gone; programs meet ConnectionError.',
  restarting: 'Subscriptions and data are gone.',
  none: 'One opens with Run, or with what you publish.',
}
