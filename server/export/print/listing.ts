/** Files as they are printed: coloured, each line with its number and a place that links lead to. */
import { renderCode } from '../../lessons/index.ts'
import { linesOf, text } from './html.ts'

/** Where a file, or a line of it, stands on the page. */
export function placeOf(step: string, file: string, line?: string): string {
  const place = `${step}/${file}`.replaceAll(/[^\w/.-]/g, '_')
  return line === undefined ? place : `${place}-L${line}`
}

/** The code inside of what the renderer gives. */
const inside = (html: string): string =>
  html.replace(/^<pre><code[^>]*>/, '').replace(/\n?<\/code><\/pre>$/, '')

/** `place` names it for links; a file without one is not led to. */
export function listing(name: string, source: string, place?: string): string {
  const lines = linesOf(inside(renderCode(name, source))).map((line, at) => {
    const id = place === undefined ? '' : ` id="${place}-L${at + 1}"`
    return `<span class="line"${id}>${line}</span>`
  })
  const id = place === undefined ? '' : ` id="${place}"`
  return `<figure class="code"${id}><figcaption>${text(name)}</figcaption><pre><code>${lines.join('')}</code></pre></figure>`
}
