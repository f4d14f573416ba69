/** Shown while the open file differs from the original, or a return to it can be undone. */
import { RotateCcw, Undo2 } from 'lucide-react'
import { Button } from '../ui/index.ts'
import type { BenchFile } from './draft.ts'
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
  // What a guest changed is told beside where it came from.
  if (open === undefined || open.added || bench.guest) return null
  const begun = begunWith(bench, open)
  if (!open.changed) return begun === undefined ? null : <p className={style.changed}>{begun}</p>
  return (
    <div className={style.changed}>
      {begun === undefined ? (
        <span>
          You changed <code>{open.name}</code>. It is kept in this browser.
        </span>
      ) : (
        <span>{begun}</span>
      )}
      <Button
        look="bare"
        icon={<RotateCcw size={14} strokeWidth={1.75} />}
        onClick={() => bench.restore(open.name)}
      >
        {begun === undefined ? 'Back to the original' : 'Take the lesson’s instead'}
      </Button>
    </div>
  )
}

/** Whose code the open file begins with, in words. Nothing once the learner has begun to change it here. */
function begunWith({ goesOn, untouched }: Bench, open: BenchFile): string | undefined {
  if (goesOn === undefined || !goesOn.files.includes(open.name)) return undefined
  if (!open.changed) return `Goes on with one solution of “${goesOn.title}”.`
  return untouched ? `Goes on with your own code, which solved “${goesOn.title}”.` : undefined
}
