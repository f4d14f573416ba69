/** Looks at the files after each save, one look at a time, and tells what came of it. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Mistake } from '../lessons/index.ts'
import { savedSince } from '../protocol/saved.ts'
import type { StudioCourse, StudioLesson, StudioSaved } from '../protocol/studio.ts'
import type { LiveCourse } from './live.ts'
import { tellLesson, tellMistakes } from './told.ts'
import type { Desk } from './told.ts'

export interface TellerOptions extends Desk {
  readonly live: LiveCourse
  /** Why nothing can be played here, where that is so. */
  readonly noPlay?: string
  /** Hears of each look but the first, before which nobody can have come. */
  readonly tell: (saved: StudioSaved) => void
  readonly log: (line: string) => void
}

/** A save that brought mistakes is looked at again after this long: it may have been half of one, ms. */
const SECOND_LOOK_MS = 60

const MOST_FAILURES = 20

const picture = /\.(png|jpe?g|gif|webp|svg)$/i

export class Teller {
  readonly #options: TellerOptions
  #now: StudioCourse | undefined
  #known: ReadonlySet<string> = new Set()
  #waiting: string[] = []
  /** Lessons that are shown otherwise, and of which nobody was told yet. */
  readonly #changed = new Set<string>()
  #looking = false
  /** By id; of a large course the few are told anew that are another. */
  readonly #told = new Map<string, { edition: string | undefined; lesson: StudioLesson }>()

  constructor(options: TellerOptions) {
    this.#options = options
  }

  /** What was told last. There is none before the first look. */
  get now(): StudioCourse {
    if (this.#now === undefined) throw new Error('the files have not been looked at yet')
    return this.#now
  }

  /** `paths` were saved; they are looked at when what is looked at now is told. */
  soon(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (this.#looking) return
    this.#looking = true
    void this.#lookAtAll().finally(() => (this.#looking = false))
  }

  /** The first look, at everything. */
  async begin(): Promise<void> {
    this.#looking = true
    await this.#tell([], await this.#look(undefined))
    this.#looking = false
    this.soon([])
  }

  async #lookAtAll(): Promise<void> {
    let failures = 0
    while (this.#waiting.length > 0) {
      const paths = [...new Set(this.#waiting.splice(0))]
      try {
        await this.#lookAt(paths)
      } catch (error) {
        // One that went away under the look; so often, it is something else.
        failures += 1
        if (failures > MOST_FAILURES)
          return this.#options.log(`studio: the files could not be read: ${String(error)}`)
        await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS))
        this.#waiting.push(...paths)
      }
    }
  }

  async #lookAt(paths: readonly string[]): Promise<void> {
    let mistakes = await this.#look(paths)
    if (mistakes.some((one) => !this.#known.has(nameOf(one)))) {
      await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS))
      // The rest of the save has come: what it was half way need not be told.
      if (this.#waiting.length > 0) return void this.#waiting.push(...paths)
      mistakes = await this.#look(paths)
    }
    await this.#tell(paths, mistakes)
  }

  async #look(paths: readonly string[] | undefined): Promise<readonly Mistake[]> {
    const { changed, mistakes } = await this.#options.live.look(paths)
    for (const lesson of changed) this.#changed.add(lesson)
    return mistakes
  }

  async #tell(paths: readonly string[], mistakes: readonly Mistake[]): Promise<void> {
    const { root, noPlay, tell } = this.#options
    const saved = paths.length === 0 ? undefined : await savedAt(root, paths)
    const told = await tellMistakes(mistakes, this.#options)
    this.#known = new Set(mistakes.map(nameOf))
    const before = this.#now
    const now: StudioCourse = {
      type: 'course',
      version: (before?.version ?? 0) + 1,
      root: path.basename(root),
      ...(saved === undefined ? {} : { saved: { paths: [...paths], at: saved } }),
      changed: [...this.#changed],
      pictures: paths.filter((one) => picture.test(one)),
      lessons: this.#lessons(),
      mistakes: told,
      ...(noPlay === undefined ? {} : { noPlay }),
    }
    this.#now = now
    this.#changed.clear()
    if (before !== undefined) tell(savedSince(before, now))
  }

  #lessons(): StudioLesson[] {
    const { live } = this.#options
    return live.cards.flatMap(({ id }) => {
      const edition = live.editionOf(id)
      const known = this.#told.get(id)
      if (known?.edition === edition) return known?.lesson ?? []
      const found = live.find(id)
      if (found === undefined) return []
      const lesson = tellLesson(found, this.#options)
      this.#told.set(id, { edition, lesson })
      return lesson
    })
  }
}

function nameOf({ path: file, line, say }: Mistake): string {
  return `${file}:${line} ${say}`
}

/** Longer than any look takes, ms. */
const LATE_MS = 10_000

/** When the newest of them was written; now, where none is there any more. */
async function savedAt(root: string, paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map((one) =>
      stat(path.join(root, one)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  const newest = Math.max(0, ...times)
  // Another file that took its place may have been written long before.
  return Date.now() - newest > LATE_MS ? Date.now() : newest
}
