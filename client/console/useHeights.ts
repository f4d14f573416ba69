/** Heights of pages: as measured when drawn with their present number of lines, else a row for each line. */
import { useState } from 'react'
import type { RefCallback } from 'react'
import type { Page } from '../session/index.ts'

const ROW = 20

interface Heights {
  /** In px, one for each page. */
  heights: readonly number[]
  /** Measures a page when it is drawn. */
  measure: (page: Page) => RefCallback<HTMLElement>
}

export function useHeights(pages: readonly Page[]): Heights {
  const [known] = useState(() => new Map<number, { lines: number; height: number }>())
  const heights = pages.map(({ id, lines }) => {
    const measured = known.get(id)
    return measured?.lines === lines.length ? measured.height : lines.length * ROW
  })
  const measure = (page: Page) => (element: HTMLElement | null) => {
    if (element === null) return
    known.set(page.id, { lines: page.lines.length, height: element.offsetHeight })
  }
  return { heights, measure }
}
