/** Monaco over the open file's draft; it keeps one model per file, so each has its own undo and place. */
import './whenSettled.ts'
import { useEffect, useRef, useState } from 'react'
import { useDark } from '../ui/index.ts'
import type { EditorProps } from './editorProps.ts'
import { KeyStrip } from './KeyStrip.tsx'
import { Marks } from './Marks.tsx'
import type { MonacoMarks } from './MonacoMarks.ts'
import { MonacoPane } from './MonacoPane.ts'
import style from './MonacoEditor.module.css'

export function MonacoEditor(props: EditorProps) {
  const { place, file, lit, tabLeaves, caret, onEdit, ...marked } = props
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<MonacoPane>(undefined)
  const [marks, setMarks] = useState<MonacoMarks>()
  const edited = useRef(onEdit)
  const dark = useDark()
  useEffect(() => {
    edited.current = onEdit
  })
  useEffect(() => {
    if (box.current === null) return
    const made = new MonacoPane(box.current, (text) => edited.current(text))
    pane.current = made
    setMarks(made.marks)
    return () => made.dispose()
  }, [])
  useEffect(() => pane.current?.paint(dark), [dark])
  useEffect(() => pane.current?.show(`${place}/${file.name}`, file), [place, file])
  // After the file is shown: it is there that was typed.
  useEffect(() => pane.current?.goOn(caret), [caret])
  useEffect(() => pane.current?.leaveWithTab(tabLeaves), [tabLeaves])
  useEffect(
    () => pane.current?.light(lit?.file === file.name ? lit.line : undefined),
    [lit, file.name],
  )
  return (
    <div className={style.frame}>
      <div className={style.space}>
        <div ref={box} className={style.editor} />
        {marks === undefined ? null : <Marks pane={marks} {...{ place, file }} {...marked} />}
      </div>
      {file.readonly ? null : <KeyStrip onType={(text) => pane.current?.type(text)} />}
    </div>
  )
}
