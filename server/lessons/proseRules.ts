/** What prose must keep to, and how its links are resolved against the files of the lesson. */
import { linkTerm } from './glossary.ts'
import type { Glossary } from './glossary.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'
import { nodesOf, textOf } from './prose.ts'
import type { Node, Root } from './prose.ts'

/** What a text may point at. */
export interface Surroundings {
  readonly lesson: string
  /** Folder names of the lesson's steps. */
  readonly steps: readonly string[]
  readonly glossary: Glossary
  /** Takes the id of each term that the texts lead to. */
  readonly terms: Set<string>
  /** The step the text belongs to, its shown files and its pictures; absent for a quiz. */
  readonly step?: {
    readonly id: string
    readonly files: ReadonlyMap<string, string>
    readonly pictures: ReadonlySet<string>
    /** Truths whose share of runs is measured; undefined where a step.yaml has mistakes, which are told. */
    readonly shares: ReadonlySet<string> | undefined
    /** Its runs are counted, by play or by the learner: prose has no figures of its own. */
    readonly counted: boolean
  }
}

/** Where a node of the text stands in its file; or the word `nth` of those that read like it in this node. */
export type Locate = (node: Node, word?: { readonly text: string; readonly nth: number }) => Place

export interface Rules {
  readonly around: Surroundings
  readonly locate: Locate
  readonly mistakes: Mistakes
}

type LinkNode = Extract<Node, { type: 'link' }>
type ImageNode = Extract<Node, { type: 'image' }>
type CodeNode = Extract<Node, { type: 'code' }>

const fenceLines = 6
const languages = ['python', 'text', 'sh']

/** Checks a text, and gives its links and pictures the addresses that the page knows. */
export function checkProse(root: Root, rules: Rules): void {
  for (const node of nodesOf(root)) {
    if (node.type === 'html') {
      rules.mistakes.error(rules.locate(node), 'Raw HTML is not shown. Say it in Markdown.')
    } else if (node.type === 'link') resolveLink(node, rules)
    else if (node.type === 'image') resolveImage(node, rules)
    else if (node.type === 'text') {
      checkWords(node, rules)
      checkFigures(node, rules)
    } else if (node.type === 'code') checkFence(node, rules)
    else if (
      node.type === 'footnoteReference' ||
      node.type === 'linkReference' ||
      node.type === 'imageReference'
    ) {
      rules.mistakes.error(
        rules.locate(node),
        'References and footnotes are not shown. Write the link where it is used.',
      )
    }
  }
}

/** Tells of words that the glossary spells otherwise. */
export function checkWords(
  node: { readonly type: 'text'; readonly value: string },
  { around, locate, mistakes }: Rules,
): void {
  const found = around.glossary.spelling.check(node.value)
  found.forEach(({ word, meant }, index) => {
    const nth = found.slice(0, index).filter((other) => other.word === word).length
    mistakes.error(
      locate(node, { text: word, nth }),
      `The glossary does not spell it ${word}. Did you mean ${meant}?`,
    )
  })
}

function resolveLink(node: LinkNode, { around, locate, mistakes }: Rules): void {
  if (['here', 'this', 'link'].includes(textOf(node).trim().toLowerCase())) {
    mistakes.warning(locate(node), 'A link is read without its sentence. Name what it leads to.')
  }
  if (/^https?:\/\//.test(node.url)) {
    node.data = { ...node.data, hProperties: { target: '_blank', rel: ['noreferrer'] } }
    return
  }
  const term = /^(?:\.\.?\/)*glossary\.md(?:#(.*))?$/.exec(node.url)
  if (term) {
    resolveTerm(node, term[1] ?? '', { around, locate, mistakes })
    return
  }
  const truth = /^step\.yaml#(.*)$/.exec(node.url)?.[1]
  if (truth !== undefined) {
    linkMeasured(node, truth, { around, locate, mistakes })
    return
  }
  const step = /^\.\.\/([^/]+)(?:\/(?:README\.md)?)?$/.exec(node.url)?.[1]
  if (step !== undefined) {
    if (!around.steps.includes(step)) {
      mistakes.error(locate(node), `No step is named ${step}. ${suggest(step, around.steps)}`)
    }
    node.url = step
    node.data = { ...node.data, hProperties: { dataStep: step } }
    return
  }
  resolveFileLink(node, { around, locate, mistakes })
}

/** A word for a share; behind it the page says what was measured. */
function linkMeasured(node: LinkNode, id: string, { around, locate, mistakes }: Rules): void {
  const shares = around.step === undefined ? new Set<string>() : around.step.shares
  if (shares?.has(id) === false)
    mistakes.error(
      locate(node),
      `step.yaml has no truth ${id} with a share:, which alone is measured. ${suggest(id, shares)}`,
    )
  node.data = { ...node.data, hName: 'span', hProperties: { dataMeasured: id } }
}

/** A share of runs as a number: 37%, 3 of 10. */
const figure = /\d+(?:[.,]\d+)?\s?%|\b\d+ (?:of|out of|in) \d+\b/

/** What is counted differs from machine to machine: the page shows what was measured. */
function checkFigures(
  node: { readonly type: 'text'; readonly value: string },
  { around, locate, mistakes }: Rules,
): void {
  const [text] = figure.exec(node.value) ?? []
  if (around.step?.counted !== true || text === undefined) return
  mistakes.error(
    locate(node, { text, nth: 0 }),
    `${text} is written by hand, and other runs give another number. Write a word, and lead it to the truth that is measured: [often](step.yaml#often).`,
  )
}

/** A link to the glossary names a term, by the way that leads there on a Git host as well. */
function resolveTerm(node: LinkNode, id: string, { around, locate, mistakes }: Rules): void {
  const { terms } = around.glossary
  const way = around.step ? '../../glossary.md' : '../glossary.md'
  if (!terms.has(id)) {
    const known = suggest(id, terms.keys())
    mistakes.error(
      locate(node),
      id === ''
        ? `A link to the glossary names a term: ${way}#channel. ${known}`
        : `The glossary has no term ${id}. ${known}`,
    )
  } else if (!node.url.startsWith(`${way}#`)) {
    mistakes.error(locate(node), `From here the glossary is ${way}. Write ${way}#${id}.`)
  }
  around.terms.add(id)
  linkTerm(node, id)
}

/** The path as the disk has it; one that is badly escaped stays as it is, and is then found nowhere. */
function plain(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch (error) {
    if (error instanceof URIError) return url
    throw error
  }
}

function resolveFileLink(node: LinkNode, { around, locate, mistakes }: Rules): void {
  const [name = '', fragment] = plain(node.url).split('#')
  const files = around.step?.files ?? new Map<string, string>()
  const source = files.get(name)
  if (source === undefined) {
    const known = around.step ? files.keys() : around.steps.map((id) => `../${id}/`)
    mistakes.error(
      locate(node),
      `The link leads to ${node.url}, which is not shown here. ${suggest(name, known)}`,
    )
    return
  }
  const line = /^L(\d+)$/.exec(fragment ?? '')?.[1]
  if (fragment !== undefined && line === undefined) {
    mistakes.error(locate(node), `A line of a file is written ${name}#L12. Change #${fragment}.`)
    return
  }
  if (line !== undefined)
    checkLine(node, { name, source, line: Number(line) }, { around, locate, mistakes })
  node.data = {
    ...node.data,
    hProperties: { dataFile: name, ...(line === undefined ? {} : { dataLine: line }) },
  }
}

/** A link whose text is code must lead to the line that contains this code. */
function checkLine(
  node: LinkNode,
  to: { name: string; source: string; line: number },
  { locate, mistakes }: Rules,
): void {
  const lines = to.source.split('\n')
  const code =
    node.children.length === 1 && node.children[0]?.type === 'inlineCode'
      ? node.children[0].value
      : ''
  const there = lines[to.line - 1]
  if (there === undefined || to.line > lines.length) {
    mistakes.error(
      locate(node),
      `${to.name} has ${lines.length} lines, not ${to.line}. Change the link.`,
    )
    return
  }
  if (code === '' || code === to.name || there.includes(code)) return
  const found = lines.findIndex((line) => line.includes(code))
  mistakes.error(
    locate(node),
    found < 0
      ? `No line of ${to.name} contains ${code}. Change the text or the link.`
      : `Line ${to.line} of ${to.name} does not contain ${code}. Line ${found + 1} does.`,
  )
}

function resolveImage(node: ImageNode, { around, locate, mistakes }: Rules): void {
  if ((node.alt ?? '').trim() === '') {
    mistakes.error(
      locate(node),
      'The picture has no text for those who cannot see it. Write it between the brackets.',
    )
  }
  const pictures = around.step?.pictures ?? new Set<string>()
  if (!pictures.has(node.url)) {
    mistakes.error(
      locate(node),
      `No picture ${node.url} lies in this folder. ${suggest(node.url, pictures)}`,
    )
    return
  }
  const path = [around.lesson, around.step?.id ?? '', ...node.url.split('/')].map(
    encodeURIComponent,
  )
  node.url = `/api/assets/${path.join('/')}`
}

function checkFence(node: CodeNode, { locate, mistakes }: Rules): void {
  if (node.lang === null || node.lang === undefined || !languages.includes(node.lang)) {
    mistakes.error(
      locate(node),
      `A block of code names its language after the backticks: ${languages.join(', ')}.`,
    )
  }
  if (node.value.split('\n').length > fenceLines) {
    mistakes.warning(locate(node), 'This code is never run. Move it to a file and link it.')
  }
}
