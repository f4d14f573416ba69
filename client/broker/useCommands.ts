/** What Redis documents of its commands, asked for when somebody is about to type. */
import { useState } from 'react'
import { useConnection } from '../connection/index.ts'
import type { CommandDoc } from '../../server/protocol/index.ts'

const NONE: readonly CommandDoc[] = []
/** The same for all labs of a server, so for all prompts of a page. */
let known: readonly CommandDoc[] | undefined

export interface Commands {
  docs: readonly CommandDoc[]
  /** Asks, unless they are known. Without an answer there are no hints, and the prompt works. */
  fetch: () => void
}

export function useCommands(): Commands {
  const { ask } = useConnection()
  const [docs, setDocs] = useState(known ?? NONE)
  const fetch = async () => {
    if (known !== undefined) return setDocs(known)
    const answer = await ask({ type: 'commands' })
    if (answer.type !== 'commands') return
    known = answer.commands
    setDocs(known)
  }
  return { docs, fetch: () => void fetch() }
}
