/** One line below the prompt: what the command takes and does, or which names it could become. */
import type { CommandDoc } from '../../server/protocol/index.ts'
import { hintFor } from './hints.ts'
import type { Exchange } from './transcript.ts'
import style from './Prompt.module.css'

interface PromptHintProps {
  id: string
  text: string
  docs: readonly CommandDoc[]
  going: Exchange | undefined
}

export function PromptHint({ id, ...what }: PromptHintProps) {
  return (
    <p id={id} className={style.hint}>
      <Words {...what} />
    </p>
  )
}

function Words({ text, docs, going }: Omit<PromptHintProps, 'id'>) {
  if (going?.live === true) return 'Escape, Ctrl C or Stop ends it.'
  const hint = hintFor(text, docs)
  switch (hint.type) {
    case 'none':
      return 'Tab completes, ↑ brings back, Ctrl L clears.'
    case 'names':
      return <code>{hint.names.join('  ')}</code>
    default:
      return (
        <>
          <code>
            <b>{hint.doc.name}</b> {hint.doc.args}
          </code>{' '}
          {hint.doc.summary}
        </>
      )
  }
}
