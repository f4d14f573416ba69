/** The file that a question is about. */
import { html } from '../../ui/index.ts'
import style from './kinds.module.css'

export function Shown({ file }: { file: { name: string; html: string } | undefined }) {
  if (file === undefined) return null
  return (
    <figure className={style.file} aria-label={file.name}>
      <figcaption>{file.name}</figcaption>
      <div className={style.scroll} tabIndex={0} role="group" aria-label={`Text of ${file.name}`}>
        <div {...html(file.html)} />
      </div>
    </figure>
  )
}
