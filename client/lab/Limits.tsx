/** The limits that are met most, before they are met; all of them are under the lab's line. */
import { useFacts } from '../session/index.ts'
import { ABOUT } from './LabLine.tsx'
import style from './Limits.module.css'

export function Limits() {
  const say = useFacts(({ facts: { lab } }) => {
    if (lab.type !== 'ready') return undefined
    const value = (of: string) => lab.limits.find(({ name }) => name === of)?.value ?? ''
    return `At most ${value('time')} a run, ${value('output')} of output, ${value('runs')} programs at once`
  })
  return (
    <button
      type="button"
      className={style.limits}
      title="All limits"
      onClick={() => dispatchEvent(new Event(ABOUT))}
    >
      {say ?? 'Limits'}
    </button>
  )
}
