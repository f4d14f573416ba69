/** Lets the framed page take up what was saved, and tells how soon that could be seen. */
import { useEffect, useState } from 'react'
import type { StudioCourse } from '../../server/protocol/studio.ts'
import { shownNow } from './shown.ts'
import type { Shown } from './shown.ts'
import { whereOf } from './useFrame.ts'
import type { Framed } from './useFrame.ts'

/** The last save that could be seen in the frame. */
export function useLive(course: StudioCourse | undefined, framed: Framed | undefined) {
  const [shown, setShown] = useState<Shown>()
  const version = course?.version
  const document = framed?.document
  useEffect(() => {
    if (course?.saved === undefined || framed === undefined) return
    const { at } = course.saved
    renewPictures(framed.document, course)
    const { lesson } = whereOf(framed.path)
    const here = lesson === undefined || course.changed.includes(lesson)
    const drawn = () => {
      const saved = { version: course.version, savedAt: at, drawnAt: Date.now() }
      setShown((before) => shownNow(before, saved, performance.timeOrigin))
    }
    if (here) framed.window.addEventListener('backchannel:drawn', drawn, { once: true })
    if (course.changed.length > 0) framed.window.dispatchEvent(new Event('backchannel:renewed'))
    return () => framed.window.removeEventListener('backchannel:drawn', drawn)
    // Each version once, and in each document anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [version, document])
  return shown
}

/** Their addresses are the same: the browser asks again when something is added to them. */
function renewPictures(document: Document, { pictures, version }: StudioCourse): void {
  for (const picture of pictures) {
    const address = `/api/assets/${picture}`
    for (const image of document.querySelectorAll<HTMLImageElement>(`img[src^="${address}"]`))
      image.src = `${address}?v=${version}`
  }
}
