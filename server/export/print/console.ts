/** What each program printed when the step was played, with its times and how it ended. */
import type { Observation, Step } from '../../lessons/index.ts'
import type { StepView } from '../../protocol/index.ts'
import { text } from './html.ts'
import type { Recording } from './recording.ts'

type Output = Extract<Observation, { type: 'output' }>
type Ended = Extract<Observation, { type: 'ended' }>

/** Of a program's lines so many are printed at each end. */
const kept = 60

export const inSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(2)

const endings: Readonly<Record<Ended['reason']['type'], (reason: Ended['reason']) => string>> = {
  exit: (reason) => `exited ${reason.type === 'exit' ? reason.code : ''}`,
  signal: (reason) => `ended by ${reason.type === 'signal' ? reason.name : ''}`,
  stopped: () => 'stopped',
  limit: (reason) => `ended, ${reason.type === 'limit' ? reason.value : ''}`,
  lost: () => 'ended with its lab',
  refused: (reason) => (reason.type === 'refused' ? reason.say : ''),
}

const waits: Readonly<Record<string, string>> = {
  redis: 'waiting for Redis',
  input: 'waiting for input',
  sleep: 'asleep',
  lock: 'waiting for a lock',
  child: 'waiting for a program that it started',
  other: 'waiting',
}

/** How it stood with the program when the recording ended. */
function ending(own: readonly Observation[], { began, until }: Recording): string {
  const end = own.findLast((one) => one.type === 'ended')
  if (end?.type === 'ended')
    return `${endings[end.reason.type](end.reason)}, at ${inSeconds(end.at - began)} s`
  const doing = own.findLast((one) => one.type === 'activity')
  const state = doing?.type === 'activity' && doing.waits ? waits[doing.waits] : undefined
  return `${state ?? 'running'} when the recording ended, at ${inSeconds(until - began)} s`
}

function row({ at, stream, line }: Output, began: number): string {
  const mark = stream === 'err' ? '<b>!</b>' : ''
  return `<span class="row ${stream}"><i>${inSeconds(at - began)}</i>${mark}<span>${text(line)}</span></span>`
}

function rows(output: readonly Output[], began: number): string {
  if (output.length <= 2 * kept) return output.map((one) => row(one, began)).join('')
  const left = output.length - 2 * kept
  return [
    ...output.slice(0, kept).map((one) => row(one, began)),
    `<span class="row left">${left} lines are left out here</span>`,
    ...output.slice(-kept).map((one) => row(one, began)),
  ].join('')
}

/** One console for each program that was started. */
export function consoles(step: Step, view: StepView, recording: Recording): string {
  return step.programs
    .map(({ id, label }, at) => {
      const own = recording.seen.filter((one) => 'program' in one && one.program === id)
      if (!own.some(({ type }) => type === 'started')) return ''
      const output = own.filter((one) => one.type === 'output')
      const command = view.programs[at]?.command ?? ''
      const nothing = output.length === 0 ? '<span class="row left">It prints nothing.</span>' : ''
      return (
        `<figure class="console"><figcaption><b>${text(label)}</b> <code>${text(command)}</code></figcaption>` +
        `<pre>${rows(output, recording.began)}${nothing}</pre>` +
        `<p class="end">${text(ending(own, recording))}</p></figure>`
      )
    })
    .join('\n')
}
