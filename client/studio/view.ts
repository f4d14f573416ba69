/** As whom, and how, the page is looked at; kept for this tab. */
import { useState } from 'react'

export type Kind = 'first' | 'returning'

export interface View {
  kind: Kind
  /** Names of the learners that this tab looks as; the same name is the same session. */
  learners: Readonly<Record<Kind, string>>
  /** As wide as a phone. */
  narrow: boolean
  /** Without Monaco. */
  plain: boolean
  /** The claims stand beside the page. */
  claims: boolean
}

const KEY = 'studio:view'
/** Characters of any learner's name. */
const LENGTH = 22

/** A name that nobody had; the server knows by its beginning who has been here before. */
export function newLearner(kind: Kind): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  const random = crypto.getRandomValues(new Uint8Array(LENGTH))
  const tail = Array.from(random, (byte) => letters[byte % letters.length]).join('')
  return `${kind}-${tail}`.slice(0, LENGTH)
}

function fresh(): View {
  const learners = { first: newLearner('first'), returning: newLearner('returning') }
  return { kind: 'first', learners, narrow: false, plain: false, claims: true }
}

/** As it was before a reload, with the same learners. */
function kept(): View {
  const text = window.sessionStorage.getItem(KEY)
  // Written by this page alone, in this tab.
  const before = text === null ? {} : (JSON.parse(text) as Partial<View>)
  return keep({ ...fresh(), ...before })
}

function keep(view: View): View {
  window.sessionStorage.setItem(KEY, JSON.stringify(view))
  return view
}

export function useView(): [View, (change: Partial<View>) => void] {
  const [view, setView] = useState(kept)
  const change = (some: Partial<View>): void => {
    setView(keep({ ...view, ...some }))
  }
  return [view, change]
}
