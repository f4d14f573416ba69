/** The pinned card of one event: what was sent, to whom, and after how long each got it. */
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Copy, X } from 'lucide-react'
import { Button, IconButton } from '../ui/index.ts'
import { amount, latency, secondsIn, useStories } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Delivery, Payload, Publish } from './fold/parts.ts'
import { receivedWords } from './fold/words.ts'
import { visible } from './layout/visible.ts'
import type { Model } from './model.ts'
import { lineOf, tell, whoIs } from './tell.ts'
import type { Names } from './tell.ts'
import type { Pointed } from './usePointing.ts'
import style from './Card.module.css'

interface CardProps {
  thing: Pointed
  model: Model
  lesson: string
  step: StepView
  /** Which side of the picture it leaves free. */
  side: 'left' | 'right'
  onClose: () => void
}

export function Card({ thing, model, lesson, step, side, onClose }: CardProps) {
  const stories = useStories({ lesson, step: step.id })
  const names: Names = (id) => step.programs.find((one) => one.id === id)?.label ?? id
  const seconds = (at: number) => `${secondsIn(stories, at)} s`
  const close = useRef<HTMLDivElement>(null)
  useEffect(() => close.current?.querySelector('button')?.focus(), [thing])
  return (
    <section
      className={style[side]}
      aria-label="Pinned event"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
    >
      <div className={style.head} ref={close}>
        <b>{seconds(thing.at)}</b>
        <IconButton name="Close (Escape)" onClick={onClose}>
          <X size={15} strokeWidth={1.75} />
        </IconButton>
      </div>
      {thing.type === 'publish' ? (
        <PublishCard {...{ publish: thing, model, names, seconds }} />
      ) : thing.type === 'delivery' ? (
        <DeliveryCard {...{ delivery: thing, names, model, seconds }} />
      ) : (
        <p>{tell(thing, model.fold, names).say}</p>
      )}
    </section>
  )
}

interface Of {
  model: Model
  names: Names
  seconds: (at: number) => string
}

function PublishCard({ publish, model, names, seconds }: Of & { publish: Publish }) {
  const { by, channel, payload, receivers, deliveries, maybe } = publish
  const line = lineOf(model.fold, by, publish.at)
  const place = line === undefined ? '' : `, ${line.file}:${line.line}`
  return (
    <>
      <Sent payload={payload} />
      <dl className={style.facts}>
        <Fact name="From">{`${whoIs(by, names)}${place}`}</Fact>
        <Fact name={channel.kind === 'shard' ? 'Shard channel' : 'Channel'}>
          <code>{visible(channel.name)}</code>
        </Fact>
        <Fact name="Received by">
          {receivers === 0 ? (
            <span className={style.lost}>0 received it: nobody had subscribed.</span>
          ) : (
            receivedWords(receivers)
          )}
          <ul>
            {deliveries.slice(0, 50).map((one) => (
              <li key={one.seq}>{gotWords(one, names)}</li>
            ))}
          </ul>
          {deliveries.length > 50 ? `and ${deliveries.length - 50} more` : null}
          {maybe.map((one) => (
            <p key={one.seq}>
              {gotWords(one, names)}, from this publish or one like it at {seconds(one.at)}
            </p>
          ))}
        </Fact>
      </dl>
    </>
  )
}

function DeliveryCard({ delivery, model, names, seconds }: Of & { delivery: Delivery }) {
  const { payload, channel, topic, of, oneOf } = delivery
  const from = of === undefined ? undefined : model.fold.broker.publishOf(of)
  const others = oneOf.flatMap((id) => model.fold.broker.publishOf(id) ?? [])
  return (
    <>
      <Sent payload={payload} />
      <dl className={style.facts}>
        <Fact name="Received by">{gotWords(delivery, names)}</Fact>
        <Fact name="Channel">
          <code>{visible(channel)}</code>
          {topic.kind === 'pattern' ? `, by pattern ${visible(topic.name)}` : null}
        </Fact>
        {from === undefined ? null : <Fact name="From">{whoIs(from.by, names)}</Fact>}
        {oneOf.length === 0 ? null : (
          <Fact name="One of these">
            Equal messages overlapped; the wire does not tell which:{' '}
            {others.map((one) => seconds(one.at)).join(', ')}
          </Fact>
        )}
      </dl>
    </>
  )
}

function gotWords({ to, thread, ms }: Delivery, names: Names): string {
  const who = whoIs(to, names) + (thread === undefined ? '' : `, ${visible(thread, 40)}`)
  return ms === undefined ? who : `${who}, after ${latency(ms)}`
}

function Sent({ payload: { text, size, binary } }: { payload: Payload }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  const cut = size > new TextEncoder().encode(text).length && !binary
  return (
    <div className={style.sent}>
      <pre>{text === '' ? '(empty)' : visible(text)}</pre>
      <Button look="bare" icon={<Copy size={13} strokeWidth={2.2} />} onClick={copy}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <span>{cut ? `the beginning of ${amount(size)}` : amount(size)}</span>
      {binary ? <span>not UTF-8: bytes as \xff</span> : null}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
