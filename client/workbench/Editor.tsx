/** The open file: Monaco once it is here, a text area until then and wherever it can't be. */
import { Component, Suspense, lazy, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { EditorProps } from './editorProps.ts'
import { PlainEditor } from './PlainEditor.tsx'
import { settleWhenDrawn } from './settled.ts'

type Loaded = Promise<{ default: ComponentType<EditorProps> }>

async function load(): Loaded {
  const { MonacoEditor: component } = await import('./MonacoEditor.tsx')
  return { default: component }
}

let asked: Loaded | undefined
const MonacoEditor = lazy(() => (asked ??= load()))

/** The studio shows how it is without Monaco. */
const plainWanted = window.frameElement?.hasAttribute('data-plain') === true

export function Editor(props: EditorProps) {
  // Its bytes come while the step is being drawn; a failure is the fallback's.
  if (!plainWanted) (asked ??= load()).catch(() => undefined)
  const settled = useSettled()
  const plain = <PlainEditor {...props} />
  if (!settled || plainWanted) return plain
  return (
    <Fallback plain={plain}>
      <Suspense fallback={plain}>
        <MonacoEditor {...props} />
      </Suspense>
    </Fallback>
  )
}

/** True once the page has been drawn: the text and Run come before the editor's bytes. */
function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => settleWhenDrawn(() => setSettled(true)), [])
  return settled
}

interface FallbackProps {
  plain: ReactNode
  children: ReactNode
}

/** Monaco's bytes did not come, or it broke: the text area stays. */
class Fallback extends Component<FallbackProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.plain : this.props.children
  }
}
