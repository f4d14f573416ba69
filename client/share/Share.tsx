/** The button of sharing; what is behind it comes when it is pressed. */
import { useState } from 'react'
import { Share2 } from 'lucide-react'
import { IconButton, later } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Changes } from './files.ts'

const ShareDialog = later(async () => (await import('./ShareDialog.tsx')).ShareDialog)

export interface ShareProps {
  lesson: string
  step: StepView
  /** All files of the step as they are now. */
  files: readonly { name: string; text: string }[]
  /** What of them is not the original. */
  changes: Changes
}

export function Share(props: ShareProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton name="Share or download this code" onClick={() => setOpen(true)}>
        <Share2 size={15} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      {open ? <ShareDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
