/** Where in the page a mistake stands: beside the words, the question or the code that it is about. */
import type { StudioMistake } from '../../server/protocol/studio.ts'

/** A new element goes after `after`, or becomes the first in `first`. */
export type Anchor = { after: Element } | { first: Element }

/** Undefined while the page has nothing to stand beside yet. */
export function anchorOf(document: Document, mistake: StudioMistake): Anchor | undefined {
  const article = document.querySelector('article')
  const main = document.querySelector('main')
  if (article === null) return main === null ? undefined : { first: main }
  const title = article.querySelector('h1')
  const top: Anchor = title === null ? { first: article } : { after: title }
  switch (mistake.part) {
    case 'predict':
      return before(article.querySelector('form')) ?? top
    case 'exercise':
      return before(document.querySelector('[aria-label="Exercise"]')) ?? top
    case 'code':
      return after(document.querySelector('section[aria-label="Code"]')?.firstElementChild) ?? top
    default:
      return after(blockWith(article, mistake.near)) ?? top
  }
}

function before(element: Element | null): Anchor | undefined {
  const sibling = element?.previousElementSibling
  if (sibling) return { after: sibling }
  return element?.parentElement ? { first: element.parentElement } : undefined
}

function after(element: Element | null | undefined): Anchor | undefined {
  return element ? { after: element } : undefined
}

/** The block of the prose that shares the most words with `near`; none when it shares less than half of them. */
function blockWith(article: Element, near: string | undefined): Element | undefined {
  const wanted = wordsOf(near ?? '')
  let best: { block: Element; share: number } | undefined
  for (const block of article.querySelectorAll('h1, h2, h3, p, ul, ol, pre, table, aside')) {
    if (block.parentElement?.closest('ul, ol, table, aside, form')) continue
    const words = wordsOf(block.textContent ?? '')
    const share = [...wanted].filter((word) => words.has(word)).length / wanted.size
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { block, share }
  }
  return best?.block
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
