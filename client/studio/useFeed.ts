/** What the studio's server tells, as it comes; the browser asks again by itself when the server was away. */
import { useEffect, useState } from 'react'
import { courseAfter } from '../../server/protocol/saved.ts'
import { StudioEvent } from '../../server/protocol/studio.ts'
import type { StudioCourse, StudioPlay } from '../../server/protocol/studio.ts'

export interface Feed {
  course: StudioCourse | undefined
  /** What is played, or was last. */
  play: StudioPlay | undefined
  /** The server answers. */
  up: boolean
}

export function useFeed(): Feed {
  const [feed, setFeed] = useState<Feed>({ course: undefined, play: undefined, up: true })
  useEffect(() => {
    const source = new EventSource('/studio/events')
    source.addEventListener('open', () => setFeed((before) => ({ ...before, up: true })))
    source.addEventListener('error', () => setFeed((before) => ({ ...before, up: false })))
    source.addEventListener('message', ({ data }) => {
      const event = StudioEvent.parse(JSON.parse(String(data)))
      setFeed((before) => heard({ ...before, up: true }, event))
    })
    return () => source.close()
  }, [])
  return feed
}

function heard(feed: Feed, event: StudioEvent): Feed {
  if (event.type === 'play') return { ...feed, play: event }
  if (event.type === 'course') return { ...feed, course: event }
  // Who comes is told the whole course before anything else.
  return feed.course === undefined ? feed : { ...feed, course: courseAfter(feed.course, event) }
}
