/** After the run, before its explanation: why it went so, in the learner's own words, if they like. */
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../ui/index.ts'
import style from './Predict.module.css'

/** Characters: a few sentences. */
const LONGEST = 1_000

/** `onSay` hears the words, empty ones from who would rather read. */
export function Reason({ onSay }: { onSay: (why: string) => void }) {
  const [why, setWhy] = useState('')
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSay(why.trim())
  }
  return (
    <form className={style.reason} onSubmit={submit} aria-label="Your explanation">
      <label htmlFor={id}>Why did it go so? Say it in your own words, if you like.</label>
      <textarea
        id={id}
        rows={3}
        maxLength={LONGEST}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button submit>Show the explanation</Button>
    </form>
  )
}
