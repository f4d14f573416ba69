/** A step in another page's frame: the code of its address, changed in memory alone, and the way into the whole page. */
import { useEffect } from 'react'
import { ExternalLink, RotateCcw } from 'lucide-react'
import { Button, Mark } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { alike } from './files.ts'
import type { Changes } from './files.ts'
import type { Guest } from './Offer.tsx'
import { useLink } from './useLink.ts'
import type { Opened } from './useLink.ts'
import { useSharing } from './useSharing.ts'
import style from './Embedded.module.css'

const NONE: Changes = {}

export interface EmbeddedProps {
  lesson: string
  step: StepView
  /** As they are now. */
  changes: Changes
  /** Labs here have no sandbox. */
  unsandboxed: boolean
  /** Once it is known what the address brings. */
  onGuest: (guest: Guest) => void
  /** Puts all changes at once; `say` tells it, and it can be undone. */
  onReplace: (changes: Changes, say: string) => void
}

export function Embedded(props: EmbeddedProps) {
  const { lesson, step, changes, unsandboxed, onGuest, onReplace } = props
  const { opened } = useLink(step)
  const sharing = useSharing(changes)
  useEffect(() => {
    if (opened.type === 'opening') return
    // Never a draft: what is changed here is nobody's but this frame's.
    const take = (next: Changes) => onGuest({ changes: next, take })
    take(came(opened))
  }, [opened, onGuest])
  const path = [lesson, step.id].map(encodeURIComponent).join('/')
  const hash = sharing.type === 'link' ? sharing.hash : location.hash
  return (
    <header className={style.bar}>
      <Mark />
      <h1>{step.title}</h1>
      {unsandboxed ? <span>sandbox off</span> : null}
      {opened.type === 'failed' ? <p role="status">{opened.say}</p> : null}
      {opened.type === 'opening' || alike(changes, came(opened)) ? null : (
        <Button
          look="bare"
          icon={<RotateCcw size={14} strokeWidth={1.75} />}
          onClick={() => onReplace(came(opened), 'The code is as it came.')}
        >
          Back to how it came
        </Button>
      )}
      <a href={`/lessons/${path}${hash}`} target="_blank" rel="noreferrer">
        Open in Backchannel
        <ExternalLink size={14} strokeWidth={1.75} aria-hidden="true" />
      </a>
    </header>
  )
}

/** What the address brings; of a step as it is, nothing. */
function came(opened: Opened): Changes {
  return opened.type === 'unpacked' ? opened.changes : NONE
}
