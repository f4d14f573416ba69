/** Keeps the framed page at its step when the step's folder is renamed; tells what became of it. */
import { useEffect, useState } from 'react'
import type { StudioCourse } from '../../server/protocol/studio.ts'
import { follow } from './moved.ts'
import type { Memory, Moved } from './moved.ts'
import { replaceWith } from './useFrame.ts'
import type { Framed } from './useFrame.ts'

export function useMoved(
  course: StudioCourse | undefined,
  framed: Framed | undefined,
): Moved | undefined {
  const [memory, setMemory] = useState<Memory>({ known: undefined, news: undefined })
  const next =
    course === undefined || framed === undefined ? memory : follow(memory, course, framed.path)
  if (next !== memory) setMemory(next)
  const { news } = next
  useEffect(() => {
    if (framed === undefined || news?.to === undefined) return
    if (framed.path === news.from) replaceWith(framed, news.to)
  }, [framed, news])
  return news
}
