/** Monaco over the open file's draft; it keeps one model per file, so each has its own undo and place. */
import { useEffect, useRef } from 'react'
import { useDark } from '../ui/index.ts'
import type { EditorProps } from './editorProps.ts'
import { KeyStrip } from './KeyStrip.tsx'
import { MonacoPane } from './MonacoPane.ts'
import style from './MonacoEditor.module.css'

export function MonacoEditor({ place, file, lit, tabLeaves, onEdit }: EditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<MonacoPane>(undefined)
  const edited = useRef(onEdit)
  const dark = useDark()
  useEffect(() => {
    edited.current = onEdit
  })
  useEffect(() => {
    if (box.current === null) return
    const made = new MonacoPane(box.current, (text) => edited.current(text))
    pane.current = made
    return () => made.dispose()
  }, [])
  useEffect(() => pane.current?.paint(dark), [dark])
  useEffect(() => pane.current?.show(`${place}/${file.name}`, file), [place, file])
  useEffect(() => pane.current?.leaveWithTab(tabLeaves), [tabLeaves])
  useEffect(
    () => pane.current?.light(lit?.file === file.name ? lit.line : undefined),
    [lit, file.name],
  )
  return (
    <div className={style.frame}>
      <div ref={box} className={style.editor} />
      {file.readonly ? null : <KeyStrip onType={(text) => pane.current?.type(text)} />}
    </div>
  )
}
