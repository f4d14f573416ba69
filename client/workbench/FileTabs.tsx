/** A tab per file; one that is a program carries the glyph of what it is doing. */
import { Lock } from 'lucide-react'
import { tabKeys } from '../ui/index.ts'
import { Glyph, StateGlyph, useLatestRun, usePressed } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'
import type { BenchFile } from './draft.ts'
import type { HeldFiles } from './editorProps.ts'
import style from './FileTabs.module.css'

export interface FileTabsProps {
  files: readonly BenchFile[]
  open: string | undefined
  /** The program that holds up its own page, if any. */
  blocking: string | undefined
  held: HeldFiles
  /** The program whose state a file's tab shows, if any. */
  programOf: (file: string) => ProgramRef | undefined
  onShow: (file: string) => void
}

export function FileTabs({ files, open, blocking, held, programOf, onShow }: FileTabsProps) {
  const at = files.findIndex((file) => file.name === open)
  const moved = tabKeys(at, files.length, (index) => onShow(files[index]?.name ?? ''))
  return (
    <div className={style.tabs} role="tablist" aria-label="Files" onKeyDown={moved}>
      {files.map((file) => (
        <Tab
          key={file.name}
          file={file}
          open={file.name === open}
          held={held[file.name]}
          program={programOf(file.name)}
          blocking={blocking}
          onShow={() => onShow(file.name)}
        />
      ))}
    </div>
  )
}

interface TabProps {
  file: BenchFile
  open: boolean
  held: HeldFiles[string] | undefined
  program: ProgramRef | undefined
  blocking: string | undefined
  onShow: () => void
}

function Tab({ file, open, held, program, blocking, onShow }: TabProps) {
  const marks = [
    ...(file.changed ? ['changed by you'] : []),
    ...(file.readonly ? ['read only'] : []),
    ...(held === undefined ? [] : [held.say]),
  ].join(', ')
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${file.name}`}
      aria-controls="editor"
      aria-selected={open}
      aria-label={marks === '' ? file.name : `${file.name}, ${marks}`}
      title={marks === '' ? undefined : marks}
      tabIndex={open ? 0 : -1}
      className={open ? style.open : style.tab}
      onClick={onShow}
    >
      {program === undefined ? (
        held && <Glyph meaning={held.meaning} />
      ) : (
        <ProgramGlyph program={program} blocking={program.program === blocking} />
      )}
      {file.name}
      {file.readonly ? <Lock size={12} strokeWidth={2} aria-hidden="true" /> : null}
      {file.changed ? <span className={style.changed} aria-hidden="true" /> : null}
    </button>
  )
}

function ProgramGlyph({ program, blocking }: { program: ProgramRef; blocking: boolean }) {
  const run = useLatestRun(program)
  const pressed = usePressed(program)
  return run === undefined && !pressed ? null : (
    <StateGlyph run={run} pressed={pressed} blocking={blocking} />
  )
}
