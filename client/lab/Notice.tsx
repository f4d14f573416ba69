/** What keeps programs from running now, with what is kept and one way on: queued, reconnecting, lab replaced. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Play, X } from 'lucide-react'
import { useConnection, useConnectionState } from '../connection/index.ts'
import { Button, IconButton } from '../ui/index.ts'
import { duration, ordinal, useFacts, useLabNow, useSession } from '../session/index.ts'
import type { LabState } from '../../server/protocol/index.ts'
import { Queue } from './later.ts'
import { Broken } from './Broken.tsx'
import { useStatus } from './LabLine.tsx'
import style from './Notice.module.css'

export interface NoticeProps {
  /** Runs the programs of the step again, where there are some. */
  onRun?: (() => void) | undefined
}

/** At most one notice at a time: the one nearest to the cause. */
export function Notice({ onRun }: NoticeProps) {
  const connection = useConnectionState()
  const lab = useFacts(({ facts }) => facts.lab)
  const said = useFacts((state) => state.said)
  const replaced = useFacts((state) => state.replaced)
  const gone =
    connection.type === 'resting' || (connection.type === 'connecting' && connection.tries > 0)
  if (connection.type === 'over') return <Over />
  if (gone) return <Reconnecting crowded={connection.type === 'resting' && connection.crowded} />
  if (lab.type === 'queued') return <Queued lab={lab} />
  if (lab.type === 'ready' && lab.leaves !== undefined) return <Leaving at={lab.leaves} />
  if (lab.type === 'none' && lab.gaveWay === true) return <GaveWay onRun={onRun} />
  if (lab.type === 'lost')
    return (
      <Replaced
        say={`What your programs printed is still in their consoles. ${lab.say}`}
        onRun={onRun}
      />
    )
  if (replaced)
    return (
      <Replaced
        say="The server has begun anew, and your programs ended with it. This lab is new, and empty."
        onRun={onRun}
      />
    )
  return said === undefined ? <News /> : <Said say={said} />
}

interface PanelProps {
  title: string
  picture?: ReactNode
  children: ReactNode
  way: ReactNode
}

function Panel({ title, picture, children, way }: PanelProps) {
  return (
    <section className={style.panel} aria-label={title}>
      {picture}
      <div>
        <h2>{title}</h2>
        <p>{children}</p>
      </div>
      <div className={style.way}>{way}</div>
    </section>
  )
}

function Queued({ lab }: { lab: Extract<LabState, { type: 'queued' }> }) {
  const session = useSession()
  return (
    <Panel
      title={`You are ${ordinal(lab.place)} in line`}
      picture={<Queue place={lab.place} of={lab.of} />}
      way={<Button onClick={() => void session.ask({ type: 'leaveQueue' })}>Leave the line</Button>}
    >
      All labs are in use.{' '}
      {lab.wait === undefined ? null : (
        <>
          At the present pace yours opens in <b>about {duration(lab.wait).replace('.0 s', ' s')}</b>
          .{' '}
        </>
      )}
      Read on or edit meanwhile: your Run starts by itself.
    </Panel>
  )
}

function goneTitle(crowded: boolean, idle: boolean): string {
  if (crowded) return 'Your network has too many open pages'
  return idle ? 'The server does not answer' : 'The connection is gone for a moment'
}

/** Others wait, and nothing runs here. */
function Leaving({ at }: { at: number }) {
  const now = useLabNow(true)
  return (
    <Panel title="Others wait for a lab" way={null}>
      Nothing runs in yours: it goes to one of them in{' '}
      <b>{Math.max(0, Math.ceil((at - now) / 1000))} s</b>. Run something and you keep it. Code,
      answers and place are kept either way.
    </Panel>
  )
}

function GaveWay({ onRun }: NoticeProps) {
  return (
    <Panel title="Your lab went to a learner who waited" way={onRun && <RunAgain onRun={onRun} />}>
      Nothing ran in it. Code, answers and place: kept. Your next Run opens a new, empty lab.
    </Panel>
  )
}

function Reconnecting({ crowded = false }: { crowded?: boolean | undefined }) {
  const { hurry } = useConnection()
  const { say } = useStatus()
  const idle = useFacts(({ facts }) => Object.keys(facts.runs).length === 0)
  return (
    <Panel
      title={goneTitle(crowded, idle)}
      picture={<Broken />}
      way={<Button onClick={hurry}>Try now</Button>}
    >
      {idle
        ? 'Reading and practice go on, and what you answer is kept. Running needs the server. '
        : 'Your programs go on without us. What they do is kept, and shown here when we are back. '}
      {navigator.onLine ? null : 'This machine says that it is offline. '}
      <b>{say.replace('Reconnecting ', 'Next try in ')}</b>.
    </Panel>
  )
}

function Over() {
  const { say } = useStatus()
  return (
    <Panel title={say} way={<Button onClick={() => location.reload()}>Load the page again</Button>}>
      Your code, answers and place are kept in this browser.
    </Panel>
  )
}

function Replaced({ say, onRun }: NoticeProps & { say: string }) {
  return (
    <Panel title="Your lab had to be replaced" way={onRun && <RunAgain onRun={onRun} />}>
      Code, answers and place: kept. {say}
    </Panel>
  )
}

function RunAgain({ onRun }: { onRun: () => void }) {
  return (
    <Button icon={<Play size={13} strokeWidth={2.2} />} onClick={onRun}>
      Run again
    </Button>
  )
}

function Said({ say }: { say: string }) {
  const session = useSession()
  return (
    <Line role="alert" onClose={() => session.say(undefined)}>
      {say}
    </Line>
  )
}

/** What happened while the page did not look, until it is put away. */
function News() {
  const { clock } = useSession()
  const missing = useFacts((state) => state.missing)
  const replacedAt = useFacts(({ facts }) => facts.replacedAt)
  const [closed, setClosed] = useState('')
  const news = `${missing} ${replacedAt ?? ''}`
  if (closed === news || (missing === 0 && replacedAt === undefined)) return null
  return (
    <Line role="status" onClose={() => setClosed(news)}>
      {replacedAt === undefined ? null : (
        <>
          <You />
          <b>New lab since {timeOfDay(clock.wallOf(replacedAt))}.</b> Code, answers and place:
          kept.{' '}
        </>
      )}
      {missing === 0
        ? null
        : `${missing} events are left out here: more happened than is kept until a page has read it.`}
    </Line>
  )
}

/** The diamond: this one is yours. */
function You() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M7 1l6 6-6 6-6-6z" fill="var(--you)" stroke="var(--ink)" strokeWidth="1.4" />
    </svg>
  )
}

function timeOfDay(wall: number): string {
  return new Date(wall).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

interface LineProps {
  role: 'alert' | 'status'
  onClose: () => void
  children: ReactNode
}

function Line({ role, onClose, children }: LineProps) {
  return (
    <div className={style.said} role={role}>
      <p>{children}</p>
      <IconButton name="Close this message" onClick={onClose}>
        <X size={16} strokeWidth={1.75} />
      </IconButton>
    </div>
  )
}
