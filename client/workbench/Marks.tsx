/** Words beside the lines that threads hold, or below them where there is no room; said once, not at each tick. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { CSSProperties } from 'react'
import { Glyph } from '../session/index.ts'
import type { BenchFile } from './draft.ts'
import type { EditorProps, HeldFiles } from './editorProps.ts'
import type { Mark } from './marks.ts'
import type { MonacoMarks } from './MonacoMarks.ts'
import { unreached } from './unreached.ts'
import { useMarks } from './useMarks.ts'
import style from './Marks.module.css'

interface MarksProps extends Pick<
  EditorProps,
  'place' | 'file' | 'files' | 'blocking' | 'quiet' | 'onHeld'
> {
  pane: MonacoMarks
}

export function Marks({ pane, file, onHeld, ...of }: MarksProps) {
  const marks = useMarks(of)
  const here = marks.filter((mark) => mark.file === file.name)
  useSyncExternalStore(pane.onMove, pane.version)
  const placed = here.map((mark) => ({
    mark,
    below: !pane.fits(mark.line, mark.say.length + mark.time.length),
  }))
  const skips = here.flatMap((mark) => skipOf(mark, file))
  useDrawn(pane, placed, skips)
  useShown(pane, file, here)
  useTold(marks, onHeld)
  return (
    <div className={style.layer}>
      {placed.map(({ mark, below }) => (
        <Words key={`${mark.line} ${mark.meaning}`} {...{ pane, mark, below }} />
      ))}
      {skips.map(({ first, line }) =>
        pane.fits(first, 36) ? (
          <span key={first} className={style.note} style={at(pane.topOf(first))}>
            not reached while line {line} waits
          </span>
        ) : null,
      )}
      <p className="unseen" role="status">
        {marks
          .filter(({ meaning }) => meaning !== 'asleep')
          .map(({ file: name, line, say }) => `${name}, line ${line}: ${say}`)
          .join('. ')}
      </p>
    </div>
  )
}

interface WordsProps {
  pane: MonacoMarks
  mark: Mark
  below: boolean
}

function Words({ pane, mark, below }: WordsProps) {
  const { line, meaning, say, time } = mark
  const top = pane.topOf(line)
  return (
    <button
      type="button"
      className={`${below ? style.below : style.beside} ${style[`${meaning}Words`]}`}
      style={
        below ? { ...at(top + 20), ...({ '--left': `${pane.left}px` } as CSSProperties) } : at(top)
      }
      data-state={meaning}
      data-line={line}
      onClick={() => pane.reveal(line, true)}
    >
      <Glyph meaning={meaning} />
      <span className="unseen">Line {line}: </span>
      <span>
        {say}
        {/* It changes ten times a second: for the eye. */}
        <span aria-hidden="true">{time}</span>
      </span>
    </button>
  )
}

function at(top: number): CSSProperties {
  return { '--top': `${top}px` } as CSSProperties
}

interface Skip {
  first: number
  last: number
  /** The line that waits. */
  line: number
}

function skipOf({ line, held }: Mark, file: BenchFile): Skip[] {
  const found = held === undefined ? undefined : unreached(file.text, { line, function: held })
  return found === undefined ? [] : [{ first: found[0], last: found[1], line }]
}

/** Draws tints and strips anew only when they change, not with the time. */
function useDrawn(
  pane: MonacoMarks,
  placed: readonly { mark: Mark; below: boolean }[],
  skips: readonly Skip[],
): void {
  const lines = placed.map(({ mark: { line, meaning }, below }) => ({ line, meaning, below }))
  const drawn = JSON.stringify([lines, skips])
  useEffect(() => {
    const [marked, skipped] = JSON.parse(drawn) as [typeof lines, Skip[]]
    pane.set(
      marked,
      skipped.map(({ first, last }) => [first, last] as const),
    )
  }, [pane, drawn])
  useEffect(() => () => pane.set([], []), [pane])
}

/** A held line comes into view when it is first held, or its file is opened; not while the learner types. */
function useShown(pane: MonacoMarks, file: BenchFile, here: readonly Mark[]): void {
  const line = (here.find(({ meaning }) => meaning === 'blocked') ?? here[0])?.line
  useEffect(() => {
    if (line !== undefined && !pane.entered) pane.reveal(line, false)
  }, [pane, file.name, line])
}

/** Tells the tabs. */
function useTold(marks: readonly Mark[], onHeld: (held: HeldFiles) => void): void {
  const told = useMemo(() => {
    const entries = marks.map(({ file, line, meaning, say }) => [
      file,
      { meaning, say: `line ${line}: ${say}` },
    ])
    return JSON.stringify(Object.fromEntries(entries))
  }, [marks])
  useEffect(() => onHeld(JSON.parse(told) as HeldFiles), [told, onHeld])
}
