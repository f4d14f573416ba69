/** A step in another page's frame: the code of its address, changed in memory alone, and the way into the whole page. */
import { useEffect } from 'react'
import { ExternalLink } from 'lucide-react'
import { Mark } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Changes } from './files.ts'
import type { Guest } from './Offer.tsx'
import { useLink } from './useLink.ts'
import { useSharing } from './useSharing.ts'
import style from './Embedded.module.css'

export interface EmbeddedProps {
  lesson: string
  step: StepView
  /** As they are now. */
  changes: Changes
  onGuest: (guest: Guest) => void
}

export function Embedded({ lesson, step, changes, onGuest }: EmbeddedProps) {
  const { opened } = useLink(step)
  const sharing = useSharing(changes)
  useEffect(() => {
    // Never a draft: what is changed here is nobody's but this frame's.
    const take = (next: Changes) => onGuest({ changes: next, take })
    take(opened.type === 'unpacked' ? opened.changes : {})
  }, [opened, onGuest])
  const path = [lesson, step.id].map(encodeURIComponent).join('/')
  const hash = sharing.type === 'link' ? sharing.hash : location.hash
  return (
    <header className={style.bar}>
      <Mark />
      <h1>{step.title}</h1>
      {opened.type === 'failed' ? <p role="status">{opened.say}</p> : null}
      <a href={`/lessons/${path}${hash}`} target="_blank" rel="noreferrer">
        Open in Backchannel
        <ExternalLink size={14} strokeWidth={1.75} aria-hidden="true" />
      </a>
    </header>
  )
}
