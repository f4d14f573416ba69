/** The open file: Monaco once it is here, a text area until then and wherever it can't be. */
import { Component, Suspense, lazy, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { EditorProps } from './editorProps.ts'
import { PlainEditor } from './PlainEditor.tsx'

const MonacoEditor = lazy(async () => {
  const { MonacoEditor: component } = await import('./MonacoEditor.tsx')
  return { default: component }
})

/** The studio shows how it is without Monaco. */
const plainWanted = window.frameElement?.hasAttribute('data-plain') === true

export function Editor(props: EditorProps) {
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
  useEffect(() => {
    const frame = requestAnimationFrame(() => setSettled(true))
    return () => cancelAnimationFrame(frame)
  }, [])
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
