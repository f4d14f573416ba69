/** One step: its folder becomes what the page shows and what the lab is given. */
import type { StepView } from '../protocol/index.ts'
import type { Exercise, Step } from './lesson.ts'
import { readExercise } from './exercise.ts'
import type { Glossary } from './glossary.ts'
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'
import { isMisnamed } from './misnamed.ts'
import { suggest } from './nearest.ts'
import { readOverlays } from './overlays.ts'
import { readPrediction } from './prediction.ts'
import type { ReadPrediction } from './prediction.ts'
import { nothingProven, readProof } from './proof.ts'
import type { Proof } from './proof.ts'
import { buildPrograms, checkPrograms, readRepeat } from './programs.ts'
import type { Programs } from './programs.ts'
import { readReadme } from './readme.ts'
import type { Readme } from './readme.ts'
import { findStrays, joinFiles } from './stepFiles.ts'
import type { StepFiles } from './stepFiles.ts'
import type { Surroundings } from './proseRules.ts'
import type { Snapshot } from './snapshot.ts'
import { StepForm } from './stepForm.ts'
import { StepReader } from './stepTexts.ts'
import { readFolder } from './tree.ts'
import type { Folder } from './tree.ts'
import { readYaml } from './yamlFile.ts'
import type { YamlFile } from './yamlFile.ts'

export interface LoadedStep {
  readonly step: Step
  readonly view: StepView
  readonly files: StepFiles
  readonly pictures: ReadonlySet<string>
  /** Ids of the terms that its texts lead to. */
  readonly terms: ReadonlySet<string>
  /** False where its step.yaml has mistakes: then what it says is missed by nobody else. */
  readonly understood: boolean
}

/** The lesson around a step. */
export interface StepContext {
  readonly snapshot: Snapshot
  readonly glossary: Glossary
  readonly lesson: string
  /** All steps of the lesson, in order. */
  readonly steps: readonly string[]
  readonly shared: ReadonlyMap<string, string>
  /** The steps before this one. */
  readonly earlier: ReadonlyMap<string, LoadedStep>
}

function readForm(
  path: string,
  folder: Folder,
  mistakes: Mistakes,
): YamlFile<StepForm> | undefined {
  const source = folder.files.get('step.yaml')
  if (source === undefined) {
    isMisnamed('step.yaml', { path, folder }, mistakes)
    return undefined
  }
  return readYaml({ path: `${path}/step.yaml`, source }, StepForm, mistakes)
}

/** The files to go on with: of an exercise, as its solution leaves them. */
function findFrom(
  yaml: YamlFile<StepForm> | undefined,
  context: StepContext,
  mistakes: Mistakes,
): StepFiles | undefined {
  const from = yaml?.value.from
  if (yaml === undefined || from === undefined) return undefined
  const found = context.earlier.get(from)
  if (!found) {
    const later = context.steps.includes(from) ? 'does not come before this one' : 'does not exist'
    mistakes.error(
      yaml.place('from'),
      `from names a step that ${later}: ${from}. ${suggest(from, context.earlier.keys())}`,
    )
  }
  if (!found) return undefined
  const { files, step } = found
  return {
    ...files,
    files: new Map([...files.files, ...Object.entries(step.exercise?.solution ?? {})]),
  }
}

/** What the page lets a learner who has solved an earlier exercise go on with in place of its solution. */
function viewOfFrom(
  yaml: YamlFile<StepForm> | undefined,
  { earlier }: StepContext,
  { files, shown, readonly }: StepFiles,
): Pick<StepView, 'goesOn'> {
  const from = earlier.get(yaml?.value.from ?? '')
  if (!from) return {}
  // Its own files are what this step is about.
  const names = Object.entries(from.step.exercise?.solution ?? {}).flatMap(([name, text]) =>
    files.get(name) === text && shown.includes(name) && !readonly.has(name) ? [name] : [],
  )
  const { id: step, title } = from.view
  return names.length === 0 ? {} : { goesOn: { step, title, files: names } }
}

/** Nothing of its step.yaml is lost to mistakes in it. */
function isUnderstood({ folder, yaml }: Pick<StepSources, 'folder' | 'yaml'>): boolean {
  return yaml !== undefined || !folder.files.has('step.yaml')
}

/** What the texts of a step may point at. */
function aroundOf({ path, folder, files, yaml }: StepSources, context: StepContext): Surroundings {
  const { lesson, steps, glossary } = context
  const shown = new Map([...files.files].filter(([name]) => files.shown.includes(name)))
  const id = path.split('/').at(-1) ?? ''
  const truths = Object.entries(yaml?.value.truths ?? {})
  const shares = new Set(truths.flatMap(([truth, { share }]) => (share ? [truth] : [])))
  const counted = shares.size > 0 || yaml?.value.repeat !== undefined
  const step = {
    ...{ id, files: shown, pictures: folder.pictures, counted },
    shares: isUnderstood({ folder, yaml }) ? shares : undefined,
  }
  return { lesson, steps, glossary, terms: new Set(), step }
}

function readProse(
  { path, folder }: StepSources,
  around: Surroundings,
  mistakes: Mistakes,
): Readme {
  const source = folder.files.get('README.md')
  if (source === undefined) {
    if (!isMisnamed('README.md', { path, folder }, mistakes))
      mistakes.error(
        startOf(path),
        'The step has no README.md. Write its prose there, beginning with "# The title".',
      )
    return { title: around.step?.id ?? '', html: '', linked: new Set() }
  }
  return readReadme({ path: `${path}/README.md`, source }, around, mistakes)
}

/** What a step asks of its learner, and what playing it proves. */
interface Asked {
  readonly proof: Proof
  readonly exercise?: Exercise
  readonly prediction?: ReadPrediction
}

function readAsked(
  { yaml, folder, path, files }: StepSources,
  around: Surroundings,
  mistakes: Mistakes,
): Asked {
  const overlays = readOverlays({ path, folder, files }, mistakes)
  if (!yaml) return { proof: nothingProven }
  const reader = new StepReader(yaml, around, mistakes)
  const labels = yaml.value.programs
  const label = (id: string): string => labels[id]?.label ?? labels[id]?.file ?? id
  const exercise = readExercise({ reader, overlays, path, files: files.files, label })
  const prediction = readPrediction(reader)
  return {
    proof: readProof(reader),
    ...(exercise ? { exercise } : {}),
    ...(prediction ? { prediction } : {}),
  }
}

interface StepSources {
  readonly path: string
  readonly folder: Folder
  readonly yaml: YamlFile<StepForm> | undefined
  readonly files: StepFiles
}

const nothingRuns: Programs = { programs: [], views: [] }

/** Loads the step in folder `id`; what is wrong is told, and a step with mistakes is as whole as can be. */
export function loadStep(id: string, context: StepContext, mistakes: Mistakes): LoadedStep {
  const path = `${context.lesson}/${id}`
  const folder = readFolder(context.snapshot, path, mistakes)
  const yaml = readForm(path, folder, mistakes)
  const sources = {
    path,
    own: folder,
    shared: context.shared,
    from: findFrom(yaml, context, mistakes),
  }
  const files = joinFiles(sources, yaml, mistakes)
  if (yaml) checkPrograms(yaml, files.files, mistakes)
  const around = aroundOf({ path, folder, yaml, files }, context)
  const asked = readAsked({ path, folder, yaml, files }, around, mistakes)
  const repeat = yaml ? readRepeat(yaml, mistakes) : undefined
  const readme = readProse({ path, folder, yaml, files }, around, mistakes)
  const { programs, views } = yaml ? buildPrograms(yaml.value.programs) : nothingRuns
  const started = programs.flatMap((program) => program.argv)
  const understood = isUnderstood({ folder, yaml })
  if (understood) {
    findStrays(sources, new Set([...files.shown, ...started, ...readme.linked]), mistakes)
  }
  return {
    files,
    pictures: folder.pictures,
    terms: around.terms,
    understood,
    step: {
      id,
      programs,
      files: Object.fromEntries(files.files),
      readonly: files.readonly,
      ...(repeat ? { repeat } : {}),
      ...asked.proof,
      ...(asked.exercise ? { exercise: asked.exercise } : {}),
      ...(asked.prediction ? { predict: asked.prediction.predict } : {}),
    },
    view: {
      id,
      title: readme.title,
      html: readme.html,
      programs: [...views],
      files: viewOfFiles(files),
      ...viewOfRepeat(yaml?.value),
      redisSwitch: yaml?.value.redis_switch ?? false,
      ...viewOfFrom(yaml, context, files),
      ...viewOfAsked(asked),
    },
  }
}

function viewOfFiles({ files, shown, readonly }: StepFiles): StepView['files'] {
  return shown.map((name) => ({
    name,
    text: files.get(name) ?? '',
    readonly: readonly.has(name),
  }))
}

function viewOfRepeat(form: StepForm | undefined): Pick<StepView, 'repeat'> {
  if (!form?.repeat) return {}
  const { program, times, say, button } = form.repeat
  return { repeat: { program, times, say, button } }
}

function viewOfAsked({ exercise, prediction }: Asked): Pick<StepView, 'predict' | 'exercise'> {
  const checks = exercise?.checks.map(({ id, say }) => ({ id, html: say }))
  return {
    ...(prediction ? { predict: prediction.view } : {}),
    ...(checks ? { exercise: { checks, hints: exercise?.hints.length ?? 0 } } : {}),
  }
}
