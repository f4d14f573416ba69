/** Finds words that are not spelt as the glossary spells them. */
import { isSlip } from './nearest.ts'

/** One term of the glossary, by what it is called. */
export interface Spelt {
  readonly name: string
  /** Spellings that are wrong, as the glossary lists them. */
  readonly not: readonly string[]
}

export interface Misspelt {
  readonly word: string
  /** Where it begins in the text. */
  readonly at: number
  readonly meant: string
}

/** A word shorter than this is too near to others to be taken for a slip. */
const longEnough = 6

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

export class Spelling {
  readonly #terms: readonly Spelt[]
  /** What is meant by a wrong spelling, by its lower case. */
  readonly #meant = new Map<string, Spelt & { readonly wrong: string }>()
  readonly #listed: RegExp | undefined
  /** Words that were looked at before: what was meant by them, if anything. */
  readonly #known = new Map<string, string | undefined>()

  constructor(terms: readonly Spelt[]) {
    this.#terms = terms
    for (const term of terms)
      for (const wrong of term.not) this.#meant.set(wrong.toLowerCase(), { ...term, wrong })
    const listed = [...this.#meant.keys()].toSorted((a, b) => b.length - a.length).map(escaped)
    // A hyphen may stand in a term, so none may touch it; a plural is the same word.
    if (listed.length > 0)
      this.#listed = new RegExp(
        `(?<![\\p{L}\\p{N}_/-])(${listed.join('|')})(?=(?:e?s)?(?![\\p{L}\\p{N}_/-]))`,
        'giu',
      )
  }

  /** In the order of the text. */
  check(text: string): readonly Misspelt[] {
    const found: Misspelt[] = []
    if (this.#listed && this.#mayList(text.toLowerCase()))
      for (const { 0: word, index } of text.matchAll(this.#listed)) {
        const term = this.#meant.get(word.toLowerCase())
        if (term && isWrong(word, term)) found.push({ word, at: index, meant: term.name })
      }
    for (const { 0: word, index } of text.matchAll(/\p{L}{6,}/gu)) {
      const meant = this.#slip(word.toLowerCase())
      if (meant !== undefined && !found.some(({ at }) => at === index))
        found.push({ word, at: index, meant })
    }
    return found.toSorted((a, b) => a.at - b.at)
  }

  /** Told without an expression, which looks at every letter: most texts have none. */
  #mayList(text: string): boolean {
    for (const wrong of this.#meant.keys()) if (text.includes(wrong)) return true
    return false
  }

  #slip(word: string): string | undefined {
    if (!this.#known.has(word)) this.#known.set(word, this.#find(word))
    return this.#known.get(word)
  }

  #find(word: string): string | undefined {
    const names = this.#terms.map(({ name }) => name).filter((name) => name.length >= longEnough)
    // A right one is near to itself, and may be near to another: publisher, published.
    if (names.some((name) => word.startsWith(name.toLowerCase()))) return undefined
    return names.find((name) => isSlip(word, name.toLowerCase()))
  }
}

/** Where term and spelling differ only in capitals, capitals are what is wrong. */
function isWrong(word: string, term: Spelt & { readonly wrong: string }): boolean {
  return term.wrong.toLowerCase() === term.name.toLowerCase() ? word === term.wrong : true
}
