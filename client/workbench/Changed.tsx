/** Shown while the open file differs from the original, or a return to it can be undone. */
import { RotateCcw, Undo2 } from 'lucide-react'
import { Button } from '../ui/index.ts'
import type { Bench } from './useBench.ts'
import style from './Changed.module.css'

export function Changed({ bench }: { bench: Bench }) {
  const { open } = bench
  if (bench.undoable !== undefined) {
    return (
      <div className={style.changed} role="status">
        <b>{bench.undoable}</b>
        <Button look="bare" icon={<Undo2 size={15} strokeWidth={1.75} />} onClick={bench.undo}>
          Undo
        </Button>
      </div>
    )
  }
  if (open === undefined || open.added) return null
  if (!open.changed)
    return bench.begun === undefined ? null : <p className={style.changed}>{bench.begun}</p>
  return (
    <div className={style.changed}>
      {bench.begun === undefined ? (
        <span>
          You changed <code>{open.name}</code>. It is kept in this browser.
        </span>
      ) : (
        <span>{bench.begun}</span>
      )}
      <Button
        look="bare"
        icon={<RotateCcw size={14} strokeWidth={1.75} />}
        onClick={() => bench.restore(open.name)}
      >
        {bench.begun === undefined ? 'Back to the original' : 'Take the lesson’s instead'}
      </Button>
    </div>
  )
}
