/** The step's web app as a visitor sees it: an address, its page, and the visits that still wait. */
import { RotateCw, X } from 'lucide-react'
import { Button, IconButton } from '../ui/index.ts'
import { duration } from '../session/index.ts'
import type { Visit } from '../session/index.ts'
import type { ProgramRef, ProgramView } from '../../server/protocol/index.ts'
import { Address } from './Address.tsx'
import { Frame } from './Frame.tsx'
import { usePage } from './usePage.ts'
import { useVisits } from './useVisits.ts'
import { VisitSays } from './VisitSays.tsx'
import style from './App.module.css'

export interface AppProps {
  of: ProgramRef
  app: NonNullable<ProgramView['app']>
}

export function App({ of, app }: AppProps) {
  const { live, visits, open, now, visit, leave } = useVisits(of)
  const last = visits.at(-1)
  const others = open.filter((one) => one !== last)
  return (
    <div className={style.app}>
      <div className={style.bar}>
        <IconButton
          name="Reload"
          disabled={!live || last === undefined}
          onClick={() => visit(last?.path ?? '/')}
        >
          <RotateCw size={15} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <Address
          key={last?.visit}
          port={app.port}
          path={last?.path ?? '/'}
          onVisit={live ? visit : undefined}
        />
        {last?.state.type === 'asked' ? (
          <Button icon={<X size={13} strokeWidth={2.2} />} onClick={() => leave(last.visit)}>
            Leave it
          </Button>
        ) : null}
        <p className={style.says}>
          {last === undefined ? null : <VisitSays visit={last} now={now} />}
        </p>
      </div>
      <Page port={app.port} visits={visits} live={live} />
      <Waiting {...{ others, now, leave }} />
    </div>
  )
}

interface PageProps {
  port: number
  visits: readonly Visit[]
  live: boolean
}

function Page({ port, visits, live }: PageProps) {
  const shown = visits.findLast(({ state }) => state.type === 'answered')
  const loaded = usePage(shown?.visit)
  if (loaded?.type === 'loaded') return <Frame page={loaded.value} port={port} />
  const none = live ? 'Not visited yet.' : 'Run the app, then visit it.'
  return <p className={style.none}>{loaded?.type === 'failed' ? loaded.say : none}</p>
}

interface WaitingProps {
  others: readonly Visit[]
  now: number
  leave: (visit: number) => void
}

function Waiting({ others, now, leave }: WaitingProps) {
  if (others.length === 0) return null
  return (
    <ul className={style.waiting} aria-label="Visits that still wait">
      {others.map(({ visit, path, asked }) => (
        <li key={visit}>
          <code>{path}</code>
          <span>waits for {duration(now - asked)}</span>
          <IconButton name={`Leave ${path}, visit ${visit}`} onClick={() => leave(visit)}>
            <X size={14} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
