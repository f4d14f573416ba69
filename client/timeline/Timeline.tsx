/** What really happened in a step, on one axis of time: as a picture, or as a table of the same events. */
import { useState, useSyncExternalStore } from 'react'
import { Tools, tabKeys } from '../ui/index.ts'
import { useSession } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Model } from './model.ts'
import { Picture } from './Picture.tsx'
import { Table } from './table/Table.tsx'
import { News } from './News.tsx'
import { useReplay } from './useReplay.ts'
import { Verdicts } from './Verdicts.tsx'
import { useLineLinks } from './useLineLinks.ts'
import style from './Timeline.module.css'

export interface TimelineProps {
  lesson: string
  step: StepView
}

const FORMS = ['picture', 'table'] as const
type Form = (typeof FORMS)[number]

export function Timeline({ lesson, step }: TimelineProps) {
  const { tape } = useSession()
  const [model] = useState(() => {
    const programs = step.programs.map(({ id }) => id)
    return new Model(tape, { lesson, step: step.id, programs })
  })
  const [form, setForm] = useState<Form>('picture')
  const happened = useSyncExternalStore(tape.subscribe, () => {
    model.sync()
    return model.fold.rows.length > 0
  })
  useLineLinks(model)
  const replay = useReplay(model, { lesson, step: step.id })
  if (!happened) return <Empty programs={step.programs.length} />
  const tabs = <Forms form={form} onForm={setForm} />
  const Form = form === 'picture' ? Picture : Table
  return (
    <>
      <Verdicts model={model} step={step} />
      <News model={model} />
      <Form model={model} lesson={lesson} step={step} tabs={tabs} replay={replay} />
    </>
  )
}

function Forms({ form, onForm }: { form: Form; onForm: (form: Form) => void }) {
  const at = FORMS.indexOf(form)
  const open = (index: number) => onForm(FORMS[index] ?? 'picture')
  return (
    <div
      className={style.segment}
      role="tablist"
      aria-label="Form of the timeline"
      onKeyDown={tabKeys(at, FORMS.length, open)}
    >
      {FORMS.map((one, index) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === form}
          tabIndex={one === form ? 0 : -1}
          className={one === form ? style.chosen : style.choice}
          onClick={() => open(index)}
        >
          {one === 'picture' ? 'Picture' : 'Table'}
        </button>
      ))}
    </div>
  )
}

function Empty({ programs }: { programs: number }) {
  const run = programs === 1 ? 'the program' : programs === 2 ? 'the two programs' : 'the programs'
  return (
    <>
      <Tools>
        <div className={style.bar} />
      </Tools>
      <div className={style.empty}>
        <h2>Nothing has happened yet</h2>
        <p>
          {programs === 0
            ? 'What you do with Redis is drawn here as it happens.'
            : `Run ${run}. Each message sent, and who gets it, is drawn here as it happens.`}
        </p>
      </div>
    </>
  )
}
