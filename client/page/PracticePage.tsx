/** Practice, under the bar of the course. */
import { TopBar } from '../bar/index.ts'
import { Announcer, LabLine, Notice } from '../lab/index.ts'
import { Practice } from './later.ts'
import { pathOf } from './route.ts'

const nothing: readonly never[] = []

export function PracticePage() {
  return (
    <>
      <TopBar where={<b>Practice</b>}>
        <LabLine />
      </TopBar>
      <Practice hrefOf={(lesson, step) => pathOf({ type: 'step', lesson, step })} />
      <Notice />
      <Announcer programs={nothing} />
    </>
  )
}
