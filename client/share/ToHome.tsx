/** The button that makes a zip of the step, and why there is none. */
import { useState } from 'react'
import { Download } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { download } from './download.ts'
import type { ShareProps } from './Share.tsx'
import style from './ShareDialog.module.css'

export function ToHome(props: ShareProps) {
  const [trouble, setTrouble] = useState<string>()
  const press = () => {
    setTrouble(undefined)
    void download(props).then(setTrouble, () => setTrouble('This browser can’t make a zip of it.'))
  }
  return (
    <section className={style.home} aria-label="To run at home">
      <Button icon={<Download size={13} strokeWidth={2.2} />} onClick={press}>
        Download my code
      </Button>
      <p>A zip with all files of the step as they are now. It runs with Python and a Redis.</p>
      {trouble === undefined ? null : <p role="alert">{trouble}</p>}
    </section>
  )
}
