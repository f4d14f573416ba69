/** The editor before Monaco is here, and where it can't be: a text area over the same draft. */
import { useEffect } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { EditorProps } from './editorProps.ts'
import style from './PlainEditor.module.css'

interface PlainEditorProps extends EditorProps {
  /** Where the learner is typing is asked of it. */
  readonly area: RefObject<HTMLTextAreaElement | null>
}

export function PlainEditor({ area, file, lit, tabLeaves, onEdit }: PlainEditorProps) {
  const count = file.text.split('\n').length
  useEffect(() => {
    if (lit === undefined || area.current === null) return
    area.current.parentElement?.scrollTo({ top: Math.max(0, (lit.line - 4) * 20) })
  }, [area, lit])
  const typed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Tab' || tabLeaves || event.shiftKey || file.readonly) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    event.currentTarget.setRangeText('    ', selectionStart, selectionEnd, 'end')
    onEdit(event.currentTarget.value)
  }
  return (
    <div className={style.editor}>
      <div className={style.numbers} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <span key={index} className={lit?.line === index + 1 ? style.lit : undefined}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        className={style.text}
        aria-label={`Code of ${file.name}`}
        value={file.text}
        readOnly={file.readonly}
        rows={count}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        onChange={(event) => onEdit(event.target.value)}
        onKeyDown={typed}
      />
    </div>
  )
}
