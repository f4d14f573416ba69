/** The menu of the step's files; what is in it comes when it is opened. */
import { FilePlus } from 'lucide-react'
import { Popover, later } from '../ui/index.ts'
import type { Bench } from './useBench.ts'

const FilePanel = later(async () => (await import('./FilePanel.tsx')).FilePanel)

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
