/** Above the editor: code that came with a link, beside the learner's own, and which of the two it is to be. */
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { X } from 'lucide-react'
import { useKept, useProgress, keys } from '../progress/index.ts'
import { Button, IconButton } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Aside } from './aside.ts'
import { draftsOf } from './drafts.ts'
import type { Drafts } from './drafts.ts'
import { alike, inWords } from './files.ts'
import type { Changes } from './files.ts'
import { useLink } from './useLink.ts'
import style from './Offer.module.css'

/** Code that is shown in place of the learner's own; `take` makes it theirs, as it is or changed. */
export interface Guest {
  changes: Changes
  take: (changes: Changes) => void
}

export interface OfferProps {
  lesson: string
  step: StepView
  onGuest: (guest: Guest | undefined) => void
}

export function Offer({ lesson, step, onGuest }: OfferProps) {
  const drafts = draftsOf(useProgress(), lesson, step)
  const [aside] = useKept(keys.beside(lesson, step.id), Aside) ?? []
  const { opened, close } = useLink(step)
  const take = (changes: Changes) => {
    drafts.take(changes)
    close()
  }
  useEffect(() => {
    if (opened.type !== 'unpacked') return onGuest(undefined)
    // A link of one's own, or of nothing: there is no choice to make.
    if (alike(opened.changes, drafts.own())) return close()
    onGuest({ changes: opened.changes, take })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is opened is all that changes
  }, [opened])
  switch (opened.type) {
    case 'opening':
      return <Strip say="Opening the shared code." />
    case 'failed':
      return (
        <Strip say={opened.say}>
          <IconButton name="Close" onClick={close}>
            <X size={16} strokeWidth={1.75} />
          </IconButton>
        </Strip>
      )
    case 'unpacked':
      return (
        <Strip title="Shared with you:" say={`${inWords(step.files, opened.changes)}.`}>
          <Button
            look="bare"
            onClick={() => {
              drafts.decline(opened.changes)
              close()
            }}
          >
            Keep {possessive(drafts.own())}
          </Button>
          <Button onClick={() => take(opened.changes)}>Use this one</Button>
        </Strip>
      )
    default:
      return aside === undefined ? null : <PutAside {...{ aside, drafts }} />
  }
}

/** Without a change of one's own, what stands there is the lesson's. */
function possessive(own: Changes): string {
  return Object.keys(own).length === 0 ? 'the lesson’s' : 'mine'
}

function PutAside({ aside, drafts }: { aside: Aside[number]; drafts: Drafts }) {
  const say = aside.mine
    ? `This is the shared code now; ${possessive(aside.files)} is put aside.`
    : `This is ${possessive(drafts.own())}; the shared code is put aside.`
  return (
    <Strip say={say}>
      <Button look="bare" onClick={drafts.swap}>
        {aside.mine ? `Back to ${possessive(aside.files)}` : 'To the shared code'}
      </Button>
      <IconButton name="Forget what is put aside" onClick={drafts.forget}>
        <X size={16} strokeWidth={1.75} />
      </IconButton>
    </Strip>
  )
}

function Strip({ title, say, children }: { title?: string; say: string; children?: ReactNode }) {
  return (
    <section className={style.strip} aria-label="Shared code">
      <p role="status">
        {title === undefined ? null : <b>{title} </b>}
        {say}
      </p>
      <div className={style.ways}>{children}</div>
    </section>
  )
}
