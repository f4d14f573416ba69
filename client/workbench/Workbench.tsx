/** The editor pane: tabs, the open file, what was changed in it, and the buttons that run the step. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Keyboard, Play, Square } from 'lucide-react'
import { useLinked } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'
import { Editor } from './Editor.tsx'
import type { HeldFiles } from './editorProps.ts'
import { FileTabs } from './FileTabs.tsx'
import { Changed, FileMenu } from './later.ts'
import type { Bench } from './useBench.ts'
import style from './Workbench.module.css'

export interface WorkbenchProps {
  /** Tells files of one name in different steps apart. */
  place: string
  bench: Bench
  programOf: (file: string) => ProgramRef | undefined
  /** The program whose state a file's tab shows. */
  shownOn: (file: string) => ProgramRef | undefined
  /** The program that holds up its own page, if any. */
  blocking: string | undefined
  /** Nothing is told of what runs. */
  quiet: boolean
  /** Programs of the step that start with Run. */
  runnable: number
  live: boolean
  tabLeaves: boolean
  /** More tools of the bar. */
  tools: ReactNode
  /** Stands above the editor: other code for it. */
  offer: ReactNode
  /** Stands at the end of the line under the editor. */
  foot: ReactNode
  onRun: (program?: string) => void
  onStop: () => void
  onTabLeaves: (leaves: boolean) => void
}

export function Workbench(props: WorkbenchProps) {
  const { place, bench, tabLeaves } = props
  const { open } = bench
  const [held, setHeld] = useState<HeldFiles>({})
  // The line that did what is pointed at.
  const linked = useLinked(({ event }) => event?.code)
  return (
    <section className={style.bench} aria-label="Code">
      <div className={style.bar}>
        <FileTabs
          files={bench.files}
          open={open?.name}
          blocking={props.blocking}
          held={held}
          programOf={props.shownOn}
          onShow={(name) => bench.show(name)}
        />
        <FileMenu bench={bench} />
        {props.tools}
        <span className={style.space} />
        <RunButtons {...props} />
      </div>
      {props.offer}
      <Changed bench={bench} />
      <div
        className={style.editor}
        id="editor"
        role="tabpanel"
        aria-labelledby={`tab-${open?.name}`}
      >
        {open === undefined ? (
          <p className={style.none}>This step has no files. Add one, or read on.</p>
        ) : (
          <Editor
            place={place}
            file={open}
            files={bench.files}
            blocking={props.blocking}
            quiet={props.quiet}
            lit={bench.lit ?? (linked?.file === open.name ? linked : undefined)}
            tabLeaves={tabLeaves}
            onEdit={(text) => bench.edit(open.name, text)}
            onHeld={setHeld}
          />
        )}
      </div>
      <Foot {...props} />
    </section>
  )
}

function Foot({ tabLeaves, foot, onTabLeaves }: WorkbenchProps) {
  return (
    <p className={style.foot}>
      <button type="button" onClick={() => onTabLeaves(!tabLeaves)} aria-pressed={tabLeaves}>
        <Keyboard size={13} strokeWidth={1.75} aria-hidden="true" />
        {tabLeaves
          ? 'Tab leaves the editor. Ctrl M: Tab indents'
          : 'Tab indents. Ctrl M: Tab leaves'}
      </button>
      {foot}
    </p>
  )
}

function RunButtons({ bench, programOf, runnable, live, onRun, onStop }: WorkbenchProps) {
  const program = bench.open === undefined ? undefined : programOf(bench.open.name)
  const several = runnable > 1
  return (
    <div className={style.run}>
      <Button
        icon={<Square size={13} strokeWidth={2.2} />}
        keys="Ctrl ."
        disabled={!live}
        onClick={onStop}
      >
        Stop
      </Button>
      {several && program !== undefined ? (
        <Button
          icon={<Play size={13} strokeWidth={2.2} />}
          title={`Run ${bench.open?.name ?? ''} alone`}
          onClick={() => onRun(program.program)}
        >
          Run
        </Button>
      ) : null}
      {runnable === 0 ? null : (
        <Button
          look="main"
          icon={<Play size={13} strokeWidth={2.2} />}
          keys="Ctrl Enter"
          onClick={() => onRun()}
        >
          {several ? 'Run all' : 'Run'}
        </Button>
      )}
    </div>
  )
}
