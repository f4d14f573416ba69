/** What happened in a step, as a table: what Redis did, how the app answered. On the page this is the timeline. */
import type { Observation, Step } from '../../lessons/index.ts'
import type { StepView } from '../../protocol/index.ts'
import { inSeconds } from './console.ts'
import { text } from './html.ts'
import type { Recording } from './recording.ts'

/** So many rows are printed; and so many stay on one page. */
const most = 40
const whole = 16

interface Row {
  readonly at: number
  readonly who: string
  /** HTML. */
  readonly what: string
}

/** Commands with which a client greets Redis: nobody wrote them. */
const greeting = /^(CLIENT|HELLO|AUTH|SELECT|READONLY)\b/

const code = (plain: string): string => `<code>${text(plain)}</code>`

function onWire(one: Observation): string | undefined {
  switch (one.type) {
    case 'subscribed':
    case 'unsubscribed':
      return `has ${one.type} ${one.type === 'subscribed' ? 'to' : 'from'} ${code(one.channel)}`
    case 'published':
      return one.receivers === 0
        ? `published ${code(one.message)} to ${code(one.channel)}: <b class="lost">0 received it</b>`
        : `published ${code(one.message)} to ${code(one.channel)}: ${one.receivers} received it`
    case 'delivered':
      return `received ${code(one.message)} on ${code(one.channel)}`
    case 'command':
      return greeting.test(one.name) ? undefined : `sent ${code([one.name, ...one.args].join(' '))}`
    case 'error':
      return greeting.test(one.name) ? undefined : `got an error: ${text(one.say)}`
    case 'visit':
      return visited(one)
    default:
      return undefined
  }
}

function visited({ path, state }: Extract<Observation, { type: 'visit' }>): string | undefined {
  switch (state.type) {
    case 'asked':
      return `is visited: ${code(path)}`
    case 'answered':
      return `answers ${code(path)} in ${Math.round(state.ms)} ms${state.text === undefined ? '' : `: ${code(state.text.slice(0, 80))}`}`
    case 'left':
      return `gave ${code(path)} no answer in ${inSeconds(state.ms)} s`
    case 'failed':
      return text(state.say)
  }
}

/** Beats fold to their turns: answers, and answers no more. */
function beats(seen: readonly Observation[], labels: ReadonlyMap<string, string>): Row[] {
  const rows: Row[] = []
  const answers = new Map<string, boolean>()
  for (const one of seen) {
    if (one.type !== 'beat') continue
    const { program, beat } = one
    const now = beat.type === 'answered'
    const before = answers.get(program)
    if (before === now || (before === undefined && !now)) continue
    answers.set(program, now)
    const page = text(labels.get(program) ?? 'page')
    const what = now
      ? `${page}: answers in ${Math.max(1, Math.round(beat.type === 'answered' ? beat.ms : 0))} ms`
      : `<b class="failed">${page}: no answer</b>`
    rows.push({ at: beat.at, who: program, what })
  }
  return rows
}

function rowsOf(view: StepView, { seen }: Recording): Row[] {
  const labels = new Map(view.programs.map(({ id, heartbeat }) => [id, heartbeat?.label ?? 'page']))
  const wire = seen.flatMap((one): Row[] => {
    if (!('program' in one) || one.type === 'beat') return []
    const what = onWire(one)
    return what === undefined ? [] : [{ at: one.at, who: one.program, what }]
  })
  return [...wire, ...beats(seen, labels)].toSorted((a, b) => a.at - b.at)
}

export function happened(step: Step, view: StepView, recording: Recording): string {
  const rows = rowsOf(view, recording)
  if (rows.length === 0) return ''
  const labels = new Map(step.programs.map(({ id, label }) => [id, label]))
  const shown = rows
    .slice(0, most)
    .map(
      ({ at, who, what }) =>
        `<tr><td>${inSeconds(at - recording.began)}</td><th>${text(labels.get(who) ?? who)}</th><td>${what}</td></tr>`,
    )
  const left =
    rows.length > most ? `<tr><td></td><th></th><td>and ${rows.length - most} more</td></tr>` : ''
  return (
    `<table class="happened${shown.length > whole ? '' : ' whole'}"><caption>What was seen, in seconds from the first start</caption>` +
    `<tbody>${shown.join('')}${left}</tbody></table>`
  )
}
