/** Help with an exercise for who has tried it: hints that fit, and a solution that can be taken back. */
import { useRef, useState } from 'react'
import { Undo2 } from 'lucide-react'
import { Draft, keys, useKept, useProgress } from '../progress/index.ts'
import { useSession } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import type { ExerciseProps } from './Exercise.tsx'
import { Hints } from './Hints.tsx'
import { Solution } from './Solution.tsx'
import type { Trying } from './useAttempts.ts'
import style from './Exercise.module.css'

export function Help({ lesson, step, files, onFiles, trying }: ExerciseProps & { trying: Trying }) {
  const session = useSession()
  const [solution, setSolution] = useState<Readonly<Record<string, string>>>()
  const aside = useAside(lesson, step.id)
  const shower = useRef<HTMLButtonElement>(null)
  const { now } = trying
  // Who has not tried is not shown how; who has solved it may compare.
  if (now === undefined && trying.before.length === 0) return null
  const show = async () => {
    if (solution !== undefined) return setSolution(undefined)
    const answer = await session.ask({ type: 'solution', lesson, step: step.id })
    if (answer.type === 'solution') setSolution(answer.files)
  }
  const textOf = (name: string) =>
    files[name] ?? step.files.find((file) => file.name === name)?.text ?? ''
  return (
    <div className={style.help}>
      <Hints
        key={now?.attempt}
        lesson={lesson}
        step={step.id}
        count={now?.state === 'failed' ? now.hints : 0}
      />
      <Button ref={shower} onClick={() => void show()}>
        {solution === undefined ? 'Show the solution' : 'Hide the solution'}
      </Button>
      {aside.kept === undefined ? null : (
        <BackToMine
          onClick={() => {
            shower.current?.focus()
            onFiles(aside.kept ?? {}, 'Your own code is back.')
            aside.put(null)
          }}
        />
      )}
      {solution === undefined ? null : (
        <Solution
          files={solution}
          mine={textOf}
          onUse={() => {
            if (aside.kept === undefined) aside.put({ files })
            onFiles({ ...files, ...solution }, 'The solution is in your files.')
          }}
        />
      )}
    </div>
  )
}

function BackToMine({ onClick }: { onClick: () => void }) {
  return (
    <Button look="bare" icon={<Undo2 size={13} strokeWidth={2.2} />} onClick={onClick}>
      Back to mine
    </Button>
  )
}

/** What the learner had before the solution was taken over, kept until it is taken back. */
function useAside(lesson: string, step: string) {
  const progress = useProgress()
  const key = keys.aside(lesson, step)
  return {
    kept: useKept(key, Draft)?.files,
    put: (draft: Draft | null) => progress.write(key, draft),
  }
}
