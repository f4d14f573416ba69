/** Files that programs of this step wrote in the lab: seen and downloaded. */
import { Files } from 'lucide-react'
import { Popover } from '../ui/index.ts'
import { WrittenList } from './WrittenList.tsx'

export interface WrittenProps {
  lesson: string
  step: string
}

export function Written(props: WrittenProps) {
  return (
    <Popover
      edge="left"
      name="Files that your programs wrote"
      label={<Files size={15} strokeWidth={1.75} aria-hidden="true" />}
    >
      {() => <WrittenList {...props} />}
    </Popover>
  )
}
