/** Code of the learner's whose step is no longer in the course: to be taken along, or erased. */
import { useState } from 'react'
import { Download } from 'lucide-react'
import { useEntries, useProgress } from '../progress/index.ts'
import { Button, takeFocus } from '../ui/index.ts'
import { saveZip } from './download.ts'
import { goneOf } from './gone.ts'
import type { Gone } from './gone.ts'
import style from './GoneCode.module.css'

export interface GoneCodeProps {
  /** Whether the course has this step. */
  has: (lesson: string, step: string) => boolean
}

export function GoneCode({ has }: GoneCodeProps) {
  const gone = goneOf(useEntries(), has)
  if (gone.length === 0) return null
  return (
    <section className={style.gone} aria-label="Code without a step">
      <h2>Code you wrote in a step that is gone</h2>
      <p>The lessons were changed. Your code is kept.</p>
      <ul>
        {gone.map((one) => (
          <Kept key={`${one.lesson}/${one.step}`} gone={one} />
        ))}
      </ul>
    </section>
  )
}

function Kept({ gone: { lesson, step, files, keys } }: { gone: Gone }) {
  const progress = useProgress()
  const [trouble, setTrouble] = useState<string>()
  const [sure, setSure] = useState(false)
  const take = () =>
    void saveZip(step, files).then(
      () => setTrouble(undefined),
      () => setTrouble('This browser can’t make a zip of it.'),
    )
  const erase = () => {
    for (const key of keys) progress.write(key, null)
  }
  return (
    <li>
      <b>{step}</b> of {lesson}
      <p>{Object.keys(files).join(', ')}</p>
      <div className={style.ways}>
        <Button
          icon={<Download size={13} strokeWidth={2.2} />}
          aria-label={`Download ${step}`}
          onClick={take}
        >
          Download
        </Button>
        {sure ? (
          <>
            <Button onClick={erase}>Erase this code</Button>
            <Button look="bare" ref={takeFocus} onClick={() => setSure(false)}>
              Not now
            </Button>
          </>
        ) : (
          <Button look="bare" aria-label={`Erase ${step}`} onClick={() => setSure(true)}>
            Erase
          </Button>
        )}
      </div>
      {trouble === undefined ? null : <p role="alert">{trouble}</p>}
    </li>
  )
}
