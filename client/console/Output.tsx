/** What a run printed. Follows the tail until scrolled up; only pages in sight are in the document. */
import type { ReactNode } from 'react'
import { ArrowDown } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { countLines, pagesOf } from '../session/index.ts'
import type { Scrollback, Stories } from '../session/index.ts'
import { LeftOut, Lines } from './Lines.tsx'
import { useHeights } from './useHeights.ts'
import { useTail } from './useTail.ts'
import { windowOf } from './window.ts'
import style from './Output.module.css'

interface OutputProps {
  name: string
  output: Scrollback
  run: number
  stories: Stories
  /** Stands above the lines: older runs. */
  before: ReactNode
  /** Stands below them: notes, and the input field. */
  after: ReactNode
}

export function Output({ name, output, run, stories, before, after }: OutputProps) {
  const { box, onScroll, follows, follow, unread, sight } = useTail(countLines(output))
  const pages = pagesOf(output)
  const { heights, measure } = useHeights(pages)
  const total = heights.reduce((sum, one) => sum + one, 0)
  const seen = windowOf(heights, follows ? { ...sight, top: total - sight.height } : sight)
  return (
    <div className={style.frame}>
      <div
        ref={box}
        className={style.output}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={`Output of ${name}`}
        tabIndex={0}
      >
        {before}
        <div style={{ height: seen.above }} />
        {pages.slice(seen.from, seen.to).map((page) => (
          <div key={page.id} ref={measure(page)}>
            {page.id === output.tail[0]?.id ? <LeftOut output={output} /> : null}
            <Lines page={page} run={run} stories={stories} />
          </div>
        ))}
        <div style={{ height: seen.below }} />
        {after}
      </div>
      {follows ? null : (
        <div className={style.newest}>
          <Button icon={<ArrowDown size={13} strokeWidth={2.2} />} onClick={follow}>
            {unread === 0 ? 'Newest' : `${unread.toLocaleString('en')} newer`}
          </Button>
        </div>
      )}
    </div>
  )
}
