/** One question: its options as native radio buttons, and after Check the reason of each. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactNode, Ref } from 'react'
import { Button, html } from '../ui/index.ts'
import type { QuestionView } from '../../server/protocol/index.ts'
import type { Judged } from './useQuiz.ts'
import { Worked } from './Worked.tsx'
import style from './Question.module.css'

interface QuestionProps {
  question: QuestionView
  /** `Question 4 of 5`. */
  place: string
  /** The same as a picture. */
  wire: ReactNode
  judged: Judged | undefined
  checking: boolean
  /** The step that teaches it. */
  from: { title: string; href: string } | undefined
  last: boolean
  /** The learner came here from another question. */
  moved: boolean
  onCheck: (choice: string) => void
  onNext: () => void
}

export function Question(props: QuestionProps) {
  const { question, place, judged, checking, moved, onCheck } = props
  const [choice, setChoice] = useState<string>()
  const chosen = judged?.choice ?? choice
  const { heading, next } = useReadingFocus(moved, judged !== undefined && choice !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (choice !== undefined && judged === undefined) onCheck(choice)
  }
  return (
    <form className={style.question} onSubmit={submit} aria-label={place}>
      <div className={style.head}>
        <h1 className={style.place}>{place}</h1>
        {props.wire}
      </div>
      <fieldset>
        <legend className={style.legend}>
          <div ref={heading} tabIndex={-1} className={style.ask} {...html(question.askHtml)} />
        </legend>
        {question.options.map((option) => (
          <Option
            key={option.key}
            option={option}
            group={question.id}
            chosen={chosen === option.key}
            judged={judged}
            onChoose={() => setChoice(option.key)}
          />
        ))}
      </fieldset>
      <div className={style.tools}>
        {judged === undefined ? (
          <Button look="main" submit disabled={choice === undefined || checking}>
            Check
          </Button>
        ) : (
          <After {...props} judged={judged} next={next} />
        )}
      </div>
      <div role="status">
        {judged === undefined ? null : <Worked judgement={judged.judgement} />}
      </div>
    </form>
  )
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

interface OptionProps {
  option: QuestionView['options'][number]
  group: string
  chosen: boolean
  judged: Judged | undefined
  onChoose: () => void
}

function Option({ option, group, chosen, judged, onChoose }: OptionProps) {
  const right = judged?.judgement.rightKey === option.key
  const why = judged?.judgement.why[option.key]
  const kind = judged === undefined ? '' : right ? style.right : chosen ? style.mine : ''
  return (
    <label className={`${style.option} ${kind}`}>
      <input
        type="radio"
        name={group}
        value={option.key}
        checked={chosen}
        disabled={judged !== undefined}
        onChange={onChoose}
      />
      {judged === undefined ? <i /> : <Sign right={right} chosen={chosen} />}
      <span className={style.words}>
        <span className={chosen ? style.pen : undefined} {...html(inline(option.html))} />
        {why === undefined ? null : (
          <span className={style.why}>
            {right ? <b>{chosen ? 'This one, and you chose it. ' : 'This one. '}</b> : null}
            {chosen && !right ? <b>You chose this. </b> : null}
            <span {...html(inline(why))} />
          </span>
        )}
      </span>
    </label>
  )
}

/** One paragraph stands in the line with the words before it. */
function inline(text: string): string {
  const [, only] = /^\s*<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/.exec(text) ?? []
  return only ?? text
}

function Sign({ right, chosen }: { right: boolean; chosen: boolean }) {
  const path = right ? 'M2 7.4l3.4 3.4L12 3.6' : 'M3 3l8 8M11 3l-8 8'
  return (
    <svg
      className={style.sign}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      aria-hidden="true"
    >
      {right || chosen ? (
        <path d={path} stroke="var(--ink)" strokeWidth="2" strokeLinecap="round" />
      ) : (
        <circle cx="7" cy="7" r="4.9" stroke="var(--rule)" strokeWidth="1.6" />
      )}
    </svg>
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
