/** The open file: Monaco once it is here, a text area until then and wherever it can't be. */
import { Component, useEffect, useRef, useState } from 'react'
import type { ComponentType, ReactNode, RefObject } from 'react'
import type { Caret, EditorProps } from './editorProps.ts'
import { PlainEditor } from './PlainEditor.tsx'
import { settleWhenDrawn } from './settled.ts'
import { sayEditorStands } from './stands.ts'

type Monaco = ComponentType<EditorProps>

let asked: Promise<Monaco> | undefined

/** Its bytes come once, while the step is being drawn. */
function ask(): Promise<Monaco> {
  asked ??= import('./MonacoEditor.tsx').then(({ MonacoEditor }) => MonacoEditor)
  return asked
}

/** The studio shows how it is without Monaco. */
const plainWanted = window.frameElement?.hasAttribute('data-plain') === true

/** Before a step is drawn: Monaco's bytes are on their way meanwhile. */
export function askForEditor(): void {
  // A failure is no more than that it does not come.
  if (!plainWanted) ask().catch(() => undefined)
}

export function Editor(props: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const come = useMonaco(area)
  const plain = <PlainEditor {...props} area={area} />
  // The same text area from the first draw on, also when no bytes come: who types in it is not put out of it.
  if (come === undefined) return plain
  const { Monaco, caret } = come
  return (
    <Fallback plain={plain}>
      <Monaco {...props} caret={caret} />
      <Stands />
    </Fallback>
  )
}

/** Drawn after Monaco: its effect runs when Monaco's have. */
function Stands() {
  useEffect(sayEditorStands, [])
  return null
}

interface Come {
  readonly Monaco: Monaco
  /** Where the learner was typing in the text area. */
  readonly caret: Caret | undefined
}

/** Monaco once it is here and the page has been drawn: the text and Run come before it. */
function useMonaco(area: RefObject<HTMLTextAreaElement | null>): Come | undefined {
  const [come, setCome] = useState<Come>()
  askForEditor()
  useEffect(() => {
    if (plainWanted) return undefined
    let gone = false
    const show = (editor: Monaco): void => {
      if (!gone) setCome({ Monaco: editor, caret: caretIn(area.current) })
    }
    const forget = settleWhenDrawn(() => void ask().then(show, sayEditorStands))
    return () => {
      gone = true
      forget()
    }
  }, [area])
  return come
}

function caretIn(area: HTMLTextAreaElement | null): Caret | undefined {
  if (area === null || document.activeElement !== area) return undefined
  return { from: area.selectionStart, to: area.selectionEnd }
}

interface FallbackProps {
  plain: ReactNode
  children: ReactNode
}

/** Monaco broke: the text area is back. */
class Fallback extends Component<FallbackProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.plain : this.props.children
  }
}
