/** From each message of a page to what it does: one exhaustive switch. */
import {
  unreachable,
  type ClientMessage,
  type ProgramRef,
  type ProgressEntry,
  type ServerMessage,
} from '../protocol/index.ts'
import { SERVER_LIMITS } from '../lab/index.ts'
import { looksInside } from '../lessons/index.ts'
import type { Program, Step } from '../lessons/index.ts'
import { byHand } from './byHand.ts'
import { Conditions } from './conditions.ts'
import { hint, predict, solution } from './asked.ts'
import { refuseFiles, type Files } from './files.ts'
import { sameProgram } from './programs.ts'
import { answer, type Done, type Refusal } from './refusal.ts'
import type { Session } from './session.ts'
import { visit } from './visiting.ts'

export type Request = Exclude<ClientMessage, { type: 'hello' }>

const NO_PROGRAM: Refusal = {
  code: 'unknown-program',
  say: 'This lesson has no such program. Reload the page to get the newest text.',
}

/** What makes processes, however many tabs ask for it. */
const STARTS: ReadonlySet<Request['type']> = new Set(['run', 'repeat', 'freshLab'])
const TOO_OFTEN: Refusal = { code: 'too-many', say: 'Too many starts at once. Wait a moment.' }

/** Does what `message` asks; resolves with the answer. Rejects only for defects. */
export async function handle(session: Session, message: Request): Promise<ServerMessage> {
  const { id } = message
  if (STARTS.has(message.type) && !session.starts.take(session.now())) return answer(id, TOO_OFTEN)
  switch (message.type) {
    case 'run':
      return answer(id, run(session, message))
    case 'repeat':
      return answer(id, repeat(session, message))
    case 'stop':
      return answer(id, stop(session, message.run))
    case 'stopAll':
      return answer(id, stopAll(session, message))
    case 'input':
      return answer(id, input(session, message))
    case 'broker':
    case 'publish':
    case 'cut':
    case 'prompt':
    case 'stopPrompt':
    case 'commands':
      return byHand(session, message)
    case 'visit':
      return answer(id, visit(session, message.of, message.path))
    case 'leave':
      return answer(id, session.visits.leave(message.visit))
    case 'freshLab':
      session.freshLab()
      return { type: 'ok', id }
    case 'leaveQueue':
      return answer(id, leaveQueue(session))
    case 'listFiles':
      return listFiles(session, message)
    case 'answer':
      return judge(session, message)
    case 'predict':
      return answer(id, predict(session, message))
    case 'hint':
      return hint(session, message)
    case 'solution':
      return solution(session, message)
    case 'save':
      return { type: 'saved', id, stored: await save(session, message.entries) }
    default:
      return unreachable(message)
  }
}

async function save(
  { world, sent, learner }: Session,
  entries: readonly ProgressEntry[],
): Promise<boolean> {
  if (world.mayKeep?.(sent.grown(entries)) === false) return false
  return world.progress.save(learner, entries)
}

function findStep(session: Session, lesson: string, step: string): Step | undefined {
  return session.world.course.find(lesson)?.steps.find((candidate) => candidate.id === step)
}

function run(session: Session, message: Extract<Request, { type: 'run' }>): Done {
  const { lesson, files } = message
  const step = findStep(session, lesson, message.step)
  const programs = step?.programs.filter((program) =>
    message.program === undefined ? program.start !== 'hand' : program.id === message.program,
  )
  if (step === undefined || programs === undefined || programs.length === 0) return NO_PROGRAM
  const refs = programs.map((program) => ({ lesson, step: step.id, program: program.id }))
  const refused = refuseStart(session, refs, files)
  if (refused) return refused
  session.stopRepeats((of) => refs.some((ref) => sameProgram(ref, of)))
  session.trials.during({ lesson, step }, message.program, () => {
    if (message.program === undefined) startAll(session, { lesson, step, programs, files })
    else for (const program of programs) startOne(session, { lesson, step, program, files })
  })
  return undefined
}

function refuseStart(session: Session, refs: readonly ProgramRef[], files: Files): Done {
  const bad = refuseFiles(files)
  if (bad !== undefined) return bad
  if (session.programs.wouldLive(refs) <= SERVER_LIMITS.runs) return undefined
  return {
    code: 'limit',
    say: `${SERVER_LIMITS.runs} programs can run at once. Stop one, then start this one.`,
  }
}

interface Start {
  readonly lesson: string
  readonly step: Step
  readonly program: Program
  readonly files: Files
}

function startOne(session: Session, { lesson, step, program, files }: Start): void {
  const of = { lesson, step: step.id, program: program.id }
  session.programs.start({ of, step, program, files })
}

const UNSEEN = 'With the sandbox off nobody sees when: run it yourself.'

/** In the declared order; those with a start condition wait until the others have shown it. */
function startAll(
  session: Session,
  { lesson, step, programs, files }: Omit<Start, 'program'> & { programs: readonly Program[] },
): void {
  const conditions = new Conditions(session.time, (ready) => session.programs.release(ready))
  const waits = programs.some((program) => typeof program.start === 'object')
  for (const program of programs) {
    const { start } = program
    const started = session.programs.start({
      of: { lesson, step: step.id, program: program.id },
      step,
      program,
      files,
      ...(typeof start === 'object' ? { after: start.say } : {}),
      ...(waits ? { observe: (seen) => conditions.observe(seen) } : {}),
      onEnd: (ended) => conditions.ended(ended),
    })
    if (typeof start !== 'object') conditions.add(started)
    else if (!session.world.pool.info.sandboxed && looksInside(start.after))
      started.kill({ type: 'refused', say: `${UNSEEN} ${start.say}` })
    else conditions.add(started, { judge: session.world.judge(start.after), say: start.say })
  }
  session.addConditions(conditions)
}

function repeat(session: Session, message: Extract<Request, { type: 'repeat' }>): Done {
  const { of, files } = message
  const step = findStep(session, of.lesson, of.step)
  const plan = step?.repeat?.program === of.program ? step.repeat : undefined
  const program = step?.programs.find((candidate) => candidate.id === of.program)
  if (step === undefined || plan === undefined || program === undefined) return NO_PROGRAM
  const refused = refuseStart(session, [of], files)
  if (refused) return refused
  session.stopRepeats((other) => sameProgram(other, of))
  session.addRepeat({
    of,
    times: plan.times,
    judge: () => session.world.judge(plan.count),
    start: (observe, onEnd) =>
      session.programs.start({
        ...{ of, step, program, files, observe },
        onEnd: (_, reason) => onEnd(reason),
      }).id,
  })
  return undefined
}

function stop(session: Session, id: number): Done {
  const found = session.programs.find(id)
  if (found === undefined) return gone(session, id)
  session.stopRepeats((of) => sameProgram(of, found.order.of))
  found.stop()
  return undefined
}

function gone(session: Session, id: number): Refusal {
  return session.programs.known(id)
    ? { code: 'ended', say: 'This run has ended already.' }
    : { code: 'unknown-run', say: 'There is no such run.' }
}

function stopAll(session: Session, message: Extract<Request, { type: 'stopAll' }>): Done {
  const within = (of: ProgramRef): boolean =>
    of.lesson === message.lesson && of.step === message.step
  session.stopRepeats(within)
  // The last first: what waits for another is stopped, too, not refused for want of it.
  for (const found of [...session.programs.live].reverse()) if (within(found.order.of)) found.stop()
  return undefined
}

function input(session: Session, message: Extract<Request, { type: 'input' }>): Done {
  const found = session.programs.find(message.run)
  if (found === undefined) return gone(session, message.run)
  if (found.queued) return { code: 'out-of-turn', say: 'The program has not started yet.' }
  if (found.input(message.text, message.end)) return undefined
  const say = 'The program has not read what was typed before: wait until it does.'
  return { code: 'limit', say }
}

function leaveQueue(session: Session): Done {
  if (!session.keeper.leave()) return { code: 'out-of-turn', say: 'You are not in the queue.' }
  session.programs.refuseWaiting({ type: 'stopped' })
  return undefined
}

async function listFiles(
  session: Session,
  { id, step }: Extract<Request, { type: 'listFiles' }>,
): Promise<ServerMessage> {
  const lab = session.keeper.lab
  if (lab === undefined) return { type: 'files', id, files: [] }
  const placed = session.programs.placed(step)
  try {
    const files = await lab.list(step)
    return { type: 'files', id, files: files.filter(({ path }) => !placed.has(path)) }
  } catch {
    // The lab went away, or is too busy to answer: the page may ask again.
    return answer(id, { code: 'unavailable', say: 'The lab did not tell its files. Try again.' })
  }
}

function judge(
  session: Session,
  { id, lesson, question, parts }: Extract<Request, { type: 'answer' }>,
): ServerMessage {
  const judged = session.world.course.find(lesson)?.judge(question, parts)
  if (judged) return { type: 'judged', id, ...judged }
  const say = 'This question has changed. Reload the page to get the newest text.'
  return answer(id, { code: 'unknown-program', say })
}
