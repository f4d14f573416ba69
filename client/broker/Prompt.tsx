/** A Redis prompt, as redis-cli is one: what was typed and shown, the line being typed, and a hint for it. */
import { useId } from 'react'
import type { FormEvent } from 'react'
import { Square } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { PromptHint } from './PromptHint.tsx'
import { PromptLog } from './PromptLog.tsx'
import { usePrompt } from './usePrompt.ts'
import type { PromptState } from './usePrompt.ts'
import style from './Prompt.module.css'

export function Prompt() {
  const prompt = usePrompt()
  const { going, text, docs } = prompt
  const hint = useId()
  return (
    <section className={style.prompt} aria-label="Redis prompt">
      <PromptLog {...prompt} />
      <Line prompt={prompt} hint={hint} />
      <PromptHint id={hint} text={text} docs={docs} going={going} />
    </section>
  )
}

function Line({ prompt, hint }: { prompt: PromptState; hint: string }) {
  const { going, busy, next, text, setText, send, stop, keys, fetch } = prompt
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form className={style.line} onSubmit={submit}>
      <span className={style.before} aria-hidden="true">
        {going === undefined ? next : ''}
      </span>
      <input
        className={style.field}
        aria-label="Redis command"
        aria-describedby={hint}
        placeholder={placeholderOf(going)}
        value={text}
        readOnly={busy}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        maxLength={20_000}
        onFocus={fetch}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      {going === undefined ? null : (
        <span className={style.stop}>
          <Button icon={<Square size={13} strokeWidth={2.2} />} keys="Esc" onClick={stop}>
            Stop
          </Button>
        </span>
      )}
    </form>
  )
}

function placeholderOf(going: PromptState['going']): string {
  if (going === undefined) return 'a Redis command, Enter sends it'
  return going.live ? 'reads what comes' : 'waits for the reply'
}
