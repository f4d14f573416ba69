/** What a run printed. Follows the tail until scrolled up; only pages in sight are in the document. */
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { ArrowDown } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { countLines, pagesOf } from '../session/index.ts'
import type { Page, Scrollback } from '../session/index.ts'
import { LeftOut, Lines } from './Lines.tsx'
import { windowOf } from './window.ts'
import style from './Output.module.css'

const ROW = 20
/** Closer to the end than this, in px, counts as at the end. */
const NEAR = 24

interface OutputProps {
  name: string
  output: Scrollback
  /** Stands above the lines: older runs. */
  before: ReactNode
  /** Stands below them: notes, and the input field. */
  after: ReactNode
}

export function Output({ name, output, before, after }: OutputProps) {
  const box = useRef<HTMLDivElement>(null)
  const { follows, newest, scrolled, unread } = useTail(box, output)
  const pages = pagesOf(output)
  const heights = useHeights(pages)
  const sight = { top: box.current?.scrollTop ?? 0, height: box.current?.clientHeight ?? 600 }
  const total = heights.all.reduce((sum, one) => sum + one, 0)
  const seen = windowOf(heights.all, follows ? { ...sight, top: total - sight.height } : sight)
  return (
    <div className={style.frame}>
      <div
        ref={box}
        className={style.output}
        onScroll={scrolled}
        role="log"
        aria-live="off"
        aria-label={`Output of ${name}`}
        tabIndex={0}
      >
        {before}
        <div style={{ height: seen.above }} />
        {pages.slice(seen.from, seen.to).map((page) => (
          <div key={page.id} ref={heights.measure(page)}>
            {page.id === output.tail[0]?.id ? <LeftOut output={output} /> : null}
            <Lines page={page} />
          </div>
        ))}
        <div style={{ height: seen.below }} />
        {after}
      </div>
      {follows ? null : (
        <div className={style.newest}>
          <Button icon={<ArrowDown size={13} strokeWidth={2.2} />} onClick={newest}>
            {unread === 0 ? 'Newest' : `${unread.toLocaleString('en')} newer`}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Stays at the end as lines come, unless the learner has scrolled away from it. */
function useTail(box: React.RefObject<HTMLDivElement | null>, output: Scrollback) {
  const [follows, setFollows] = useState(true)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const leftAt = useRef(0)
  const lines = countLines(output)
  useLayoutEffect(() => {
    if (follows) box.current?.scrollTo({ top: box.current.scrollHeight })
  })
  const scrolled = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {}
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR
    setFollows((before) => {
      if (before && !atEnd) leftAt.current = lines
      return atEnd
    })
    draw()
  }, [box, lines])
  const newest = () => setFollows(true)
  return { follows, newest, scrolled, unread: Math.max(0, lines - leftAt.current) }
}

/** Heights of pages: as measured when drawn with their present number of lines, else 20 px a line. */
function useHeights(pages: readonly Page[]) {
  const [known] = useState(() => new Map<number, { lines: number; height: number }>())
  const all = pages.map((page) => {
    const measured = known.get(page.id)
    return measured?.lines === page.lines.length ? measured.height : page.lines.length * ROW
  })
  const measure = (page: Page) => (element: HTMLDivElement | null) => {
    if (element === null) return
    known.set(page.id, { lines: page.lines.length, height: element.offsetHeight })
  }
  return { all, measure }
}
