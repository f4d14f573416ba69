/** The reason of one part of an answer, after a few words of ours on what it was. */
import { html } from '../../ui/index.ts'
import style from './kinds.module.css'

export function Reason({ lead, why }: { lead?: string | undefined; why: string | undefined }) {
  if (lead === undefined && (why === undefined || why === '')) return null
  return (
    <span className={style.why}>
      {lead === undefined ? null : <b>{lead} </b>}
      {why === undefined ? null : <span {...html(inline(why))} />}
    </span>
  )
}

/** One paragraph stands in the line with the words before it. */
export function inline(text: string): string {
  const [, only] = /^\s*<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/.exec(text) ?? []
  return only ?? text
}
