/** The buttons of a console: run or stop, copy, clear. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Check, Copy, Eraser, Play, RotateCw, Square } from 'lucide-react'
import { IconButton } from '../ui/index.ts'
import { isLive, textOf, useSession } from '../session/index.ts'
import type { Run } from '../session/index.ts'
import { plainText } from './ansi.ts'
import style from './ConsoleTools.module.css'

interface ConsoleToolsProps {
  run: Run | undefined
  pressed: boolean
  name: string
  onRun: () => void
  onClear: () => void
  tool: ReactNode
}

const icon = { size: 16, strokeWidth: 1.75 }

export function ConsoleTools({ run, pressed, name, onRun, onClear, tool }: ConsoleToolsProps) {
  const session = useSession()
  const live = isLive(run)
  const printed = run !== undefined && run.output.next > 1
  return (
    <>
      <IconButton name={`${live ? 'Restart' : 'Run'} ${name}`} onClick={onRun} disabled={pressed}>
        {live ? <RotateCw {...icon} /> : <Play {...icon} />}
      </IconButton>
      {live ? (
        <IconButton name={`Stop ${name}`} onClick={() => void session.stop(run.run)}>
          <Square {...icon} />
        </IconButton>
      ) : null}
      <span className={style.minor}>
        <CopyButton name={name} text={() => (run === undefined ? '' : textOf(run.output))} />
        <IconButton name={`Clear the console of ${name}`} onClick={onClear} disabled={!printed}>
          <Eraser {...icon} />
        </IconButton>
        {tool}
      </span>
    </>
  )
}

function CopyButton({ name, text }: { name: string; text: () => string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(plainText(text()))
      setCopied(true)
    } catch {
      // The browser forbids it; the text can still be selected.
      setCopied(false)
    }
  }
  return (
    <IconButton
      name={copied ? `Copied the output of ${name}` : `Copy the output of ${name}`}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      {copied ? <Check {...icon} /> : <Copy {...icon} />}
    </IconButton>
  )
}
