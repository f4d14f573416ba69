/** The programs of a step as the lab and the page take them, checked against the step's files. */
import type { ProgramView } from '../protocol/index.ts'
import type { Claim } from './claim.ts'
import { claimOf } from './claimForm.ts'
import { checkClaim, checkRepeat, checkStart, findRings } from './claimRules.ts'
import { inWords } from './inWords.ts'
import type { Program, Repeat } from './lesson.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'
import type { ProgramForm, StepForm } from './stepForm.ts'
import type { YamlFile } from './yamlFile.ts'

const beat = { path: '/', everyMs: 250, timeoutMs: 1000 }

function argvOf(form: ProgramForm): string[] {
  return form.command ?? ['python', form.file ?? '', ...(form.args ?? [])]
}

/** The command as one would type it. */
function typed(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}

function labelOf(id: string, form: ProgramForm): string {
  return form.label ?? form.file ?? id
}

function startOfProgram(form: ProgramForm, labels: ReadonlyMap<string, string>): Program['start'] {
  const start = form.start ?? 'run'
  if (typeof start === 'string') return start
  const after = claimOf(start.after)
  return {
    after,
    say: `Starts when ${inWords(after, (program) => labels.get(program) ?? program)}.`,
  }
}

function appOf({
  port,
  visits = [],
  heartbeat = {},
}: NonNullable<ProgramForm['app']>): Required<Pick<Program, 'app' | 'heartbeat'>> {
  const { path = beat.path, every = beat.everyMs, timeout = beat.timeoutMs } = heartbeat
  return { app: { port, visits }, heartbeat: { port, path, everyMs: every, timeoutMs: timeout } }
}

export interface Programs {
  readonly programs: readonly Program[]
  readonly views: readonly ProgramView[]
}

/** Builds what was written; call after `checkPrograms` told no mistakes. */
export function buildPrograms(forms: Readonly<Record<string, ProgramForm>>): Programs {
  const labels = new Map(Object.entries(forms).map(([id, form]) => [id, labelOf(id, form)]))
  const programs = Object.entries(forms).map(([id, form]): Program => {
    return {
      id,
      label: labelOf(id, form),
      argv: argvOf(form),
      ...(form.file === undefined ? {} : { file: form.file }),
      start: startOfProgram(form, labels),
      ...(form.input === undefined ? {} : { input: form.input }),
      ...(form.app === undefined ? {} : appOf(form.app)),
    }
  })
  return { programs, views: programs.map((program) => viewOf(program, forms[program.id])) }
}

function viewOf(program: Program, form: ProgramForm | undefined): ProgramView {
  const { app, heartbeat } = program
  return {
    id: program.id,
    label: program.label,
    ...(program.file === undefined ? {} : { file: program.file }),
    command: typed(program.argv),
    start: program.start === 'hand' ? 'hand' : 'run',
    ...(program.input === undefined ? {} : { input: program.input }),
    ...(app === undefined ? {} : { app: { port: app.port, visits: [...app.visits] } }),
    ...(heartbeat === undefined
      ? {}
      : {
          heartbeat: { path: heartbeat.path, label: form?.app?.heartbeat?.label ?? heartbeat.path },
        }),
  }
}

/** A file that the program needs at its start, if one can be told: `main.py` of `python main.py`. */
function needed(form: ProgramForm): string | undefined {
  if (form.file !== undefined) return form.file
  const [command, first] = form.command ?? []
  return /^python3?$/.test(command ?? '') && first?.endsWith('.py') ? first : undefined
}

/** Programs need their files, claims need their programs, and starts must come about. */
export function checkPrograms(
  yaml: YamlFile<StepForm>,
  files: ReadonlyMap<string, string>,
  mistakes: Mistakes,
): void {
  const forms = yaml.value.programs
  const ids = Object.keys(forms)
  const afters = new Map<string, Claim>()
  if (ids.length === 0) {
    mistakes.error(
      yaml.place('programs'),
      'programs is empty. Name one, or delete step.yaml: a step may be only for reading.',
    )
  }
  for (const [id, form] of Object.entries(forms)) {
    const place = yaml.place('programs', id, form.file === undefined ? 'command' : 'file')
    const file = needed(form)
    const source = file === undefined ? undefined : files.get(file)
    if (file !== undefined && source === undefined) {
      mistakes.error(
        place,
        `No file ${file} in this step, its from, or shared/. ${suggest(file, files.keys())}`,
      )
    }
    if (form.input === undefined && source !== undefined && /(^|[^\w.])input\(/m.test(source)) {
      mistakes.error(place, `${id} calls input() but has no input:. Say there what may be typed.`)
    }
    if (typeof form.start === 'object') {
      const place = (): Place => yaml.place('programs', id, 'start', 'after')
      const after = claimOf(form.start.after)
      afters.set(id, after)
      checkClaim(after, { programs: forms, mistakes, place })
      checkStart(after, { programs: forms, mistakes, place })
    }
  }
  for (const [id, other] of findRings(afters)) {
    mistakes.error(
      yaml.place('programs', id, 'start'),
      `${id} starts after ${other} and ${other} after ${id}. Let one of them start by itself.`,
    )
  }
}

/** "Run it ten times", checked against the programs. */
export function readRepeat(yaml: YamlFile<StepForm>, mistakes: Mistakes): Repeat | undefined {
  const form = yaml.value.repeat
  if (!form) return undefined
  const programs = Object.keys(yaml.value.programs)
  if (!programs.includes(form.program)) {
    mistakes.error(
      yaml.place('repeat', 'program'),
      `No program is named ${form.program}. ${suggest(form.program, programs)}`,
    )
  }
  const repeat = { program: form.program, times: form.times, count: claimOf(form.count) }
  const rules = {
    programs: { [form.program]: yaml.value.programs[form.program] ?? {} },
    mistakes,
    place: () => yaml.place('repeat', 'count'),
  }
  checkClaim(repeat.count, rules)
  checkRepeat(repeat.count, rules)
  return repeat
}
