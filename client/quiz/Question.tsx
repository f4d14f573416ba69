/** One question: what is asked, the answer of its kind, and after Check the reasons. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent, ReactNode, Ref } from 'react'
import { Button, html } from '../ui/index.ts'
import type { Parts, QuestionView } from '../../server/protocol/index.ts'
import { Answer } from './Answer.tsx'
import { emptyAnswer, isReady } from './draft.ts'
import type { Judged } from './useJudge.ts'
import { Worked } from './Worked.tsx'
import style from './Question.module.css'

interface QuestionProps {
  question: QuestionView
  lesson: string
  /** `Question 4 of 5`. */
  place: string
  /** The same as a picture. */
  wire: ReactNode
  judged: Judged | undefined
  checking: boolean
  /** Why the answer could not be judged, one sentence. */
  trouble?: string | undefined
  /** The step that teaches it. */
  from: { title: string; href: string } | undefined
  last: boolean
  /** The learner came here from another question. */
  moved: boolean
  onCheck: (parts: Parts) => void
  onNext: () => void
}

export function Question(props: QuestionProps) {
  const { question, lesson, place, judged, checking, moved, onCheck } = props
  const [draft, setDraft] = useState<Parts>()
  const parts = judged?.parts ?? draft ?? emptyAnswer(question)
  const { heading, next } = useReadingFocus(moved, judged !== undefined && draft !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady(parts) || judged !== undefined) return
    setDraft(parts)
    onCheck(parts)
  }
  return (
    <form onSubmit={submit} onKeyDown={submitByKey} aria-label={place}>
      <div className={style.head}>
        <h1 className={style.place}>{place}</h1>
        {props.wire}
      </div>
      <fieldset className={style.answer}>
        <legend className={style.legend}>
          <div ref={heading} tabIndex={-1} className={style.ask} {...html(question.askHtml)} />
        </legend>
        <Answer
          question={question}
          lesson={lesson}
          parts={parts}
          onParts={setDraft}
          judged={judged}
        />
      </fieldset>
      <div className={style.tools}>
        {judged === undefined ? (
          <Button look="main" submit disabled={!isReady(parts) || checking}>
            Check
          </Button>
        ) : (
          <After {...props} judged={judged} next={next} />
        )}
      </div>
      <div role="status">
        {props.trouble === undefined || judged !== undefined ? null : (
          <p className={style.trouble}>{props.trouble}</p>
        )}
        {judged === undefined ? null : <Worked question={question} judged={judged} />}
      </div>
    </form>
  )
}

/** In a text of several lines Enter begins a new one; with Ctrl it checks. */
function submitByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

interface AfterProps extends QuestionProps {
  judged: Judged
  next: Ref<HTMLButtonElement>
}

function After({ judged, from, last, next, onNext }: AfterProps) {
  return (
    <>
      <Button look="main" ref={next} onClick={onNext}>
        {last ? 'To the summary' : 'Next question'}
      </Button>
      {from === undefined ? null : <a href={from.href}>See it happen: {from.title}</a>}
      {judged.judgement.right ? null : <span>This one comes back at the end.</span>}
    </>
  )
}

/** The focus goes where reading goes on: to a question that comes after another, then to Next. */
function useReadingFocus(moved: boolean, checked: boolean) {
  const heading = useRef<HTMLDivElement>(null)
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (moved) heading.current?.focus()
  }, [moved])
  useEffect(() => {
    if (checked) next.current?.focus({ preventScroll: true })
  }, [checked])
  return { heading, next }
}
