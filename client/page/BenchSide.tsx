/** The right side of a step: code, what happens in the lab, and the consoles; lines between them can be moved. */
import type { CSSProperties } from 'react'
import { Limits, Notice, Written } from '../lab/index.ts'
import { Workbench } from '../workbench/index.ts'
import type { Bench, Guest } from '../workbench/index.ts'
import type { LessonView, StepView } from '../../server/protocol/index.ts'
import { Consoles, Elsewhere, HeldRun, Offer, Panels, Share, Splitter } from './later.ts'
import { panelsOf } from './panelsOf.tsx'
import { useRunKeys } from './useRunKeys.ts'
import type { Running } from './useRunning.ts'
import { useTabLeaves } from './useTabLeaves.ts'
import { useSplit } from './useSplit.ts'
import type { Split } from './useSplit.ts'
import style from './StepPage.module.css'

interface BenchSideProps {
  of: LessonView
  step: StepView
  bench: Bench
  running: Running
  onRun: (program?: string) => void
  /** To the prediction, while what runs shows nothing before it is made. */
  onAsk: (() => void) | undefined
  onGuest: (guest: Guest | undefined) => void
}

const nothing = () => undefined

/** Where the two lines stand by themselves, about, %. */
const USUAL = { panels: 36, consoles: 78 }

export function BenchSide(props: BenchSideProps) {
  const { of, step, bench, running, onRun, onAsk } = props
  const lesson = of.card.id
  const splits = { panels: useSplit('panels'), consoles: useSplit('consoles') }
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const { programOf, shownOn, blocking, runnable, live, stop } = running
  const held = onAsk !== undefined
  const panels = held ? [] : panelsOf(lesson, step, bench)
  useRunKeys({ run: () => onRun(), stop, toggleTab: () => setTabLeaves(!tabLeaves) })
  return (
    <div className={panels.length === 0 ? style.plain : style.bench} style={heightsOf(splits)}>
      <div className={style.code}>
        <Workbench
          place={`${lesson}/${step.id}`}
          {...{ bench, programOf, blocking, runnable, live, tabLeaves, onRun }}
          quiet={held}
          shownOn={held ? nothing : shownOn}
          tools={<FileTools {...props} />}
          offer={<Offer {...{ lesson, step }} onGuest={(guest) => welcome(props, guest)} />}
          foot={<Limits />}
          onStop={stop}
          onTabLeaves={setTabLeaves}
        />
      </div>
      <div className={style.between}>
        <Elsewhere lesson={of} step={step.id} />
        <Notice onRun={() => onRun()} />
      </div>
      <div className={style.panels}>
        <Panels panels={panels} />
      </div>
      <div className={style.run}>
        {onAsk === undefined || step.predict === undefined ? (
          <Consoles {...{ lesson, blocking, onRun }} step={step.id} programs={step.programs} />
        ) : (
          <HeldRun predict={step.predict} onAsk={onAsk} />
        )}
      </div>
      {held ? null : <Lines splits={splits} panels={panels.length > 0} />}
    </div>
  )
}

function FileTools({ of, step, bench }: BenchSideProps) {
  const lesson = of.card.id
  return (
    <>
      {step.programs.length > 0 ? <Written lesson={lesson} step={step.id} /> : null}
      <Share {...{ lesson, step }} files={bench.files} changes={bench.changes} />
    </>
  )
}

/** What came is shown, from its first file on. */
function welcome({ bench, onGuest }: BenchSideProps, guest: Guest | undefined): void {
  onGuest(guest)
  const [first] = Object.keys(guest?.changes ?? {})
  if (first !== undefined) bench.show(first)
}

type Splits = Record<keyof typeof USUAL, Split>

/** Sizes of panels and consoles as variables of CSS; without them, the style sheet's own sizes hold. */
function heightsOf({ panels, consoles }: Splits): CSSProperties {
  const run = 100 - (consoles.at ?? USUAL.consoles)
  return {
    ...(consoles.at === undefined ? {} : { '--run': `${run}%` }),
    ...(panels.at === undefined ? {} : { '--panels': `${Math.max(0, 100 - run - panels.at)}%` }),
  } as CSSProperties
}

function Lines({ splits, panels }: { splits: Splits; panels: boolean }) {
  return (
    <>
      {panels ? (
        <Splitter
          label="Height of the code"
          axis="y"
          row={3}
          split={splits.panels}
          usual={USUAL.panels}
          range={[10, 80]}
        />
      ) : null}
      <Splitter
        label="Height of the consoles"
        axis="y"
        row={4}
        split={splits.consoles}
        usual={USUAL.consoles}
        range={[15, 92]}
      />
    </>
  )
}
