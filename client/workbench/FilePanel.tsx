/** What can be done to the step's files: add, rename, delete, and back to the original. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FilePlus, Pencil, Trash2, Undo2 } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { nameTrouble } from './nameTrouble.ts'
import type { Bench } from './useBench.ts'
import style from './FilePanel.module.css'

export function FilePanel({ bench, close }: { bench: Bench; close: () => void }) {
  const { open } = bench
  const names = bench.files.map((file) => file.name)
  const act = (then: () => void) => () => {
    then()
    close()
  }
  return (
    <div className={style.panel}>
      <NameForm
        label="New file"
        button="Add"
        first=""
        taken={names}
        onName={(name) => act(() => bench.add(name))()}
      />
      {open === undefined || open.readonly ? null : (
        <>
          <NameForm
            key={open.name}
            label={`Rename ${open.name}`}
            button="Rename"
            first={open.name}
            taken={names}
            onName={(name) => act(() => bench.rename(open.name, name))()}
          />
          <Button
            look="bare"
            icon={<Trash2 size={15} strokeWidth={1.75} />}
            onClick={act(() => bench.remove(open.name))}
          >
            Delete {open.name}
          </Button>
        </>
      )}
      <Button
        look="bare"
        icon={<Undo2 size={15} strokeWidth={1.75} />}
        disabled={Object.keys(bench.changes).length === 0}
        onClick={act(() => bench.restore())}
      >
        All files back to the original
      </Button>
    </div>
  )
}

interface NameFormProps {
  label: string
  button: string
  first: string
  taken: readonly string[]
  onName: (name: string) => void
}

function NameForm({ label, button, first, taken, onName }: NameFormProps) {
  const [name, setName] = useState(first)
  const [trouble, setTrouble] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = nameTrouble(name.trim(), taken)
    setTrouble(found)
    if (found === undefined) onName(name.trim())
  }
  return (
    <form className={style.form} onSubmit={submit}>
      <label>
        <span>{label}</span>
        <input
          value={name}
          spellCheck={false}
          placeholder="notes.py"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <Button submit icon={button === 'Add' ? <FilePlus size={13} /> : <Pencil size={13} />}>
        {button}
      </Button>
      {trouble === undefined ? null : <p role="alert">{trouble}</p>}
    </form>
  )
}
