/** What was typed at the prompt and what redis-cli would have shown. Follows its end until scrolled up. */
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import type { Exchange } from './transcript.ts'
import style from './Prompt.module.css'

/** Pieces of a stream that stay in the document. */
const PIECES = 200

export function PromptLog({ exchanges }: { exchanges: readonly Exchange[] }) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const toEnd = () => {
    if (follows.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }
  useLayoutEffect(toEnd, [exchanges])
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(toEnd)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={box}
      className={style.log}
      role="log"
      aria-label="Output of the Redis prompt"
      tabIndex={0}
      onScroll={({ currentTarget: at }) => {
        follows.current = at.scrollHeight - at.scrollTop - at.clientHeight < 8
      }}
    >
      {exchanges.length === 0 ? (
        <p className={style.empty}>
          This is redis-cli on the Redis of your lab. <code>SUBSCRIBE</code> and{' '}
          <code>MONITOR</code> stream until you stop them.
        </p>
      ) : (
        exchanges.map((one) => <Said key={one.line} one={one} />)
      )}
    </div>
  )
}

const Said = memo(
  function Said({ one }: { one: Exchange }) {
    const { before, text, printed } = one
    const shown = printed.slice(-PIECES)
    return (
      <div>
        <p className={style.said}>
          <span className={style.before}>{before}</span> <b className={style.typed}>{text}</b>
        </p>
        {printed.length > shown.length ? <p className={style.left}>older output left out</p> : null}
        {shown.map((piece, index) => (
          <Piece key={printed.length - shown.length + index} {...piece} />
        ))}
      </div>
    )
  },
  (before, now) =>
    before.one.printed.length === now.one.printed.length && before.one.text === now.one.text,
)

function Piece({ text, leftOut }: Exchange['printed'][number]) {
  return (
    <>
      <pre className={style.printed}>{text}</pre>
      {leftOut === 0 ? null : (
        <p className={style.left}>{leftOut.toLocaleString('en')} lines left out</p>
      )}
    </>
  )
}
