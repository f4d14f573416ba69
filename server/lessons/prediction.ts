/** The prediction of a step: what may happen, and by what is seen it will be told which did. */
import type { Prediction } from './lesson.ts'
import type { PredictForm } from './exerciseForm.ts'
import { keyOf } from './kinds/kind.ts'
import type { StepReader } from './stepTexts.ts'
import type { StepView } from '../protocol/index.ts'

export interface ReadPrediction {
  readonly predict: Prediction
  readonly view: NonNullable<StepView['predict']>
}

function checkOptions({ options }: PredictForm, reader: StepReader): void {
  options.forEach(({ text }, at) => {
    if (options.findIndex((other) => other.text.trim() === text.trim()) < at)
      reader.error(['predict', 'options', at, 'text'], 'Two options read alike. Change one.')
    if (/\b(all|none) of the above\b/i.test(text))
      reader.error(['predict', 'options', at, 'text'], 'Say what this option means by itself.')
  })
}

export function readPrediction(reader: StepReader): ReadPrediction | undefined {
  const form = reader.yaml.value.predict
  if (!form) return undefined
  checkOptions(form, reader)
  const options = form.options.map((option, at) => {
    const path = ['predict', 'options', at]
    return {
      key: keyOf('predict', option.text),
      html: reader.text(option.text, [...path, 'text']),
      claim: reader.claim(option.if, [...path, 'if']),
      why: reader.text(option.why, [...path, 'why']),
    }
  })
  const askHtml = reader.document(form.ask, ['predict', 'ask'])
  return {
    predict: { options: options.map(({ key, claim, why }) => ({ key, claim, why })) },
    view: {
      askHtml,
      options: options.map(({ key, html }) => ({ key, html })),
    },
  }
}
