/** The menu of the step's files. */
import { FilePlus } from 'lucide-react'
import { Popover } from '../ui/index.ts'
import { FilePanel } from './FilePanel.tsx'
import type { Bench } from './useBench.ts'

export function FileMenu({ bench }: { bench: Bench }) {
  return (
    <Popover
      edge="left"
      name="Files of this step"
      label={<FilePlus size={16} strokeWidth={1.75} />}
    >
      {(close) => <FilePanel bench={bench} close={close} />}
    </Popover>
  )
}
