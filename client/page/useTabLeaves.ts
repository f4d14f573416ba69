/** Whether Tab leaves the editor; remembered in this browser. */
import { useState } from 'react'
import { ownStorage } from '../progress/index.ts'

const KEY = 'backchannel:tab-leaves'

export function useTabLeaves(): [boolean, (leaves: boolean) => void] {
  const [leaves, setLeaves] = useState(() => ownStorage()?.getItem(KEY) === 'yes')
  return [
    leaves,
    (now) => {
      setLeaves(now)
      ownStorage()?.setItem(KEY, now ? 'yes' : 'no')
    },
  ]
}
