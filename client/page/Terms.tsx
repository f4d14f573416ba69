/** The glossary, loaded when a page wants it: its cards over prose, and its own page. */
import { useEffect } from 'react'
import { TopBar } from '../bar/index.ts'
import { loadGlossary } from '../connection/index.ts'
import { Glossary, TermCards } from '../glossary/index.ts'
import { LabLine } from '../lab/index.ts'
import type { GlossaryView } from '../../server/protocol/index.ts'
import { pathOf } from './route.ts'
import { Trouble } from './Trouble.tsx'
import { useLoaded } from './useLesson.ts'
import type { Source } from './useLesson.ts'

const glossaries: Source<GlossaryView> = {
  known: new Map(),
  load: (_key, signal) => loadGlossary(signal),
}

/** Nothing, where the glossary can't be had: the links lead to its page all the same. */
export function Terms() {
  const glossary = useLoaded(glossaries, 'glossary')
  return glossary.type === 'loaded' ? <TermCards glossary={glossary.value} /> : null
}

export function GlossaryPage({ at }: { at: string | undefined }) {
  const glossary = useLoaded(glossaries, 'glossary')
  useEffect(() => {
    document.title = 'Glossary, backchannel'
  }, [])
  if (glossary.type === 'failed') return <Trouble say={glossary.say} />
  const hrefOf = (lesson: string, step: string) =>
    pathOf(step === 'quiz' ? { type: 'quiz', lesson } : { type: 'step', lesson, step })
  return (
    <>
      <TopBar where={<b>Glossary</b>}>
        <LabLine />
      </TopBar>
      {glossary.type === 'loaded' ? (
        <>
          <Glossary glossary={glossary.value} at={at} hrefOf={hrefOf} />
          <TermCards glossary={glossary.value} />
        </>
      ) : null}
    </>
  )
}
