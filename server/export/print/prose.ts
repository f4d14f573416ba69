/** A step's prose on paper: links lead within the page, pictures are in it. */
import { parseMarkdown, renderDocument, unwrap } from '../../lessons/index.ts'
import { attributesOf, unlinked } from './html.ts'
import { placeOf } from './listing.ts'

export interface Around {
  readonly step: string
  /** Files whose listing the page has, and in which step: the last one before. */
  readonly listed: ReadonlyMap<string, string>
  /** The step's pictures by name. */
  readonly pictures: ReadonlyMap<string, Buffer>
  /** Terms that are explained at the end; those that are led to are added. */
  readonly terms: Set<string>
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

function anchor(tag: string, { listed, terms }: Around): string {
  const attributes = attributesOf(tag)
  const file = attributes.get('data-file')
  const step = attributes.get('data-step')
  const term = attributes.get('data-term')
  if (term !== undefined) {
    terms.add(term)
    return `<a class="term" href="#term-${term}">`
  }
  if (step !== undefined) return `<a href="#${step}">`
  if (file === undefined) return `<a href="${attributes.get('href') ?? ''}">`
  const place = listed.get(file)
  return place === undefined
    ? '<a>'
    : `<a href="#${placeOf(place, file, attributes.get('data-line'))}">`
}

function image(tag: string, { pictures }: Around): string {
  const attributes = attributesOf(tag)
  const [, , , , , ...name] = (attributes.get('src') ?? '').split('/')
  const file = decodeURIComponent(name.join('/'))
  const bytes = pictures.get(file)
  const type = types[file.split('.').at(-1)?.toLowerCase() ?? '']
  const alt = attributes.get('alt') ?? ''
  if (bytes === undefined || type === undefined) return `<em>${alt}</em>`
  return `<img alt="${alt}" src="data:${type};base64,${bytes.toString('base64')}">`
}

/** HTML of our renderer, for paper. Below a step's own heading its headings are a rank lower. */
export function onPaper(html: string, around: Around): string {
  return html
    .replaceAll(/<a\b[^>]*>/g, (tag) => anchor(tag, around))
    .replaceAll(/<img\b[^>]*>/g, (tag) => image(tag, around))
    .replaceAll(
      /<(\/?)h([2-5])>/g,
      (_, end: string, rank: string) => `<${end}h${Number(rank) + 1}>`,
    )
}

/** The prose before its first heading, and the rest: between the two stands a prediction. */
export function parts(html: string): [string, string] {
  const at = html.indexOf('<h2>')
  return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)]
}

/** A short text of a YAML file. It explains what stands beside it: its links lead nowhere. */
export function said(markdown: string): string {
  return unlinked(unwrap(renderDocument(parseMarkdown(markdown))))
}
