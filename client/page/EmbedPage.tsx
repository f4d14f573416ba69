/** One step in a frame of another page: its code and its consoles, as high as they are. */
import { useEffect, useRef, useState } from 'react'
import { Announcer, Notice } from '../lab/index.ts'
import { useFacts } from '../session/index.ts'
import { Workbench, useBench } from '../workbench/index.ts'
import type { Guest } from '../workbench/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Consoles, Embedded } from './later.ts'
import { useLesson } from './useLesson.ts'
import { useRunKeys } from './useRunKeys.ts'
import { useRunning } from './useRunning.ts'
import { useTabLeaves } from './useTabLeaves.ts'
import style from './EmbedPage.module.css'

const NOBODY: Guest = { changes: {}, take: () => undefined }

export function EmbedPage({ lesson, step: id }: { lesson: string; step: string }) {
  const loading = useLesson(lesson)
  const step =
    loading.type === 'loaded' ? loading.value.steps.find((one) => one.id === id) : undefined
  const box = useHeightTold()
  return (
    <main ref={box} className={style.embed}>
      {loading.type === 'loading' || step !== undefined ? null : (
        <h1 className={style.none}>
          {loading.type === 'failed' ? loading.say : `This lesson has no step ${id}.`}
        </h1>
      )}
      {step === undefined ? null : <EmbeddedStep lesson={lesson} step={step} />}
    </main>
  )
}

function EmbeddedStep({ lesson, step }: { lesson: string; step: StepView }) {
  const [guest, setGuest] = useState<Guest>()
  const bench = useBench(lesson, step, guest ?? NOBODY)
  // Until it is known which code it is, nothing runs.
  const early = guest === undefined
  const { named, run, stop, ...running } = useRunning(lesson, step, bench.changes)
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  useRunKeys({
    run: () => (early ? undefined : run()),
    stop,
    toggleTab: () => setTabLeaves(!tabLeaves),
  })
  const unsandboxed = useFacts((state) => state.unsandboxed)
  const place = `${lesson}/${step.id}`
  return (
    <>
      <Embedded
        {...{ lesson, step, unsandboxed }}
        changes={bench.changes}
        onGuest={setGuest}
        onReplace={bench.replace}
      />
      <div className={style.code} inert={early}>
        <Workbench
          {...{ ...running, place, bench, tabLeaves }}
          quiet={false}
          tools={null}
          offer={null}
          foot={null}
          onRun={run}
          onStop={stop}
          onTabLeaves={setTabLeaves}
        />
      </div>
      <Notice onRun={() => run()} />
      <div className={style.run} inert={early}>
        <Consoles
          {...{ lesson, step: step.id, programs: step.programs, onRun: run }}
          blocking={running.blocking}
        />
      </div>
      <Announcer programs={named} />
    </>
  )
}

/** Tells the page around the frame how high it is: a number, which is no secret to whoever that page is. */
function useHeightTold() {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (box.current === null || parent === window) return
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)
      parent.postMessage({ type: 'backchannel:height', height }, '*')
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return box
}
