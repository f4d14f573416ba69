/** Options as native radio buttons, or check boxes where several may be right. */
import type { ReactNode } from 'react'
import { html } from '../../ui/index.ts'
import type { Parts, QuestionView } from '../../../server/protocol/index.ts'
import type { AnswerProps } from '../Answer.tsx'
import type { Judged } from '../useJudge.ts'
import { Reason, inline } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './Choices.module.css'

type ChoicesProps = AnswerProps<Extract<QuestionView, { kind: 'single' | 'multiple' }>>

export function Choices({ question, parts, onParts, judged }: ChoicesProps) {
  const several = question.kind === 'multiple'
  return (
    <>
      {several ? <p className={style.how}>More than one may be right.</p> : null}
      {question.options.map(({ key, html: text }) => (
        <Option
          key={key}
          name={question.id}
          several={several}
          value={key}
          chosen={parts.includes(key)}
          judged={judged}
          onChoose={() => onParts(several ? toggled(parts, key) : [key])}
        >
          <span {...html(inline(text))} />
        </Option>
      ))}
    </>
  )
}

function toggled(parts: Parts, key: string): Parts {
  return parts.includes(key) ? parts.filter((one) => one !== key) : [...parts, key]
}

interface PrintedProps extends Pick<AnswerProps, 'parts' | 'onParts' | 'judged'> {
  id: string
  options: readonly { key: string; text: string }[]
}

/** Outputs to choose from. */
export function PrintedChoices({ id, options, parts, onParts, judged }: PrintedProps) {
  return options.map(({ key, text }) => (
    <Option
      key={key}
      name={id}
      several={false}
      value={key}
      chosen={parts.includes(key)}
      judged={judged}
      onChoose={() => onParts([key])}
    >
      <code className={style.printed}>{text}</code>
    </Option>
  ))
}

interface OptionProps {
  name: string
  several: boolean
  value: string
  chosen: boolean
  judged: Judged | undefined
  onChoose: () => void
  children: ReactNode
}

function Option({ name, several, value, chosen, judged, onChoose, children }: OptionProps) {
  const right = judged?.judgement.solution.includes(value) ?? false
  const kind = judged === undefined ? '' : right ? style.right : chosen ? style.mine : ''
  return (
    <label className={`${style.option} ${kind}`}>
      <input
        type={several ? 'checkbox' : 'radio'}
        name={name}
        value={value}
        checked={chosen}
        disabled={judged !== undefined}
        onChange={onChoose}
      />
      {judged === undefined ? <i /> : <Sign means={right ? 'right' : chosen ? 'wrong' : 'other'} />}
      <span className={style.words}>
        <span className={chosen ? style.pen : undefined}>{children}</span>
        {judged === undefined ? null : (
          <Reason lead={leadOf({ right, chosen, several })} why={judged.sheet.why[value]} />
        )}
      </span>
    </label>
  )
}

function leadOf(of: { right: boolean; chosen: boolean; several: boolean }): string | undefined {
  if (of.right && of.chosen) return 'This one, and you chose it.'
  if (of.right) return of.several ? 'This one too.' : 'This one.'
  return of.chosen ? 'You chose this.' : undefined
}
