/** How many received what was published by hand; of none, one sentence of why. */
import type { Outcome } from './usePublishing.ts'
import style from './Receivers.module.css'

export function Receivers({ outcome }: { outcome: Outcome }) {
  return (
    <p className={style.receivers} role="status">
      <Words outcome={outcome} />
    </p>
  )
}

function Words({ outcome }: { outcome: Outcome }) {
  switch (outcome.type) {
    case 'none':
      return null
    case 'sending': {
      const { sent, letter } = outcome
      return letter.times === 1 ? null : `${sent} of ${letter.times} sent`
    }
    case 'refused':
      return 'Not published.'
    default: {
      const { sent, letter, receivers, why } = outcome
      const before = letter.times === 1 ? '' : `${sent} sent, the last: `
      if (receivers > 0)
        return (
          <>
            {before}
            <b className={style.received}>{receivers.toLocaleString('en')} received it</b>
          </>
        )
      return (
        <>
          {before}
          <b className={style.lost}>
            <Cross />0 received it.
          </b>{' '}
          {why}
        </>
      )
    }
  }
}

function Cross() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      <path d="M3 3l8 8M11 3l-8 8" stroke="var(--lost)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}
