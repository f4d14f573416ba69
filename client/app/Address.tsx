/** The address line: host and port stand, the path can be typed. */
import { useState } from 'react'
import { VisitPath } from '../../server/protocol/index.ts'
import style from './App.module.css'

interface AddressProps {
  port: number
  path: string
  /** Absent while there is nothing to visit. */
  onVisit: ((path: string) => void) | undefined
}

export function Address({ port, path, onVisit }: AddressProps) {
  const [typed, setTyped] = useState(path)
  const go = () => {
    const absolute = typed.trim().startsWith('/') ? typed.trim() : `/${typed.trim()}`
    const asked = VisitPath.safeParse(encodeURI(decoded(absolute)))
    if (asked.success) onVisit?.(asked.data)
  }
  return (
    <form
      className={style.address}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <span>localhost:{port}</span>
      <input
        aria-label="Path of the page"
        value={typed}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        readOnly={onVisit === undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  )
}

/** What is encoded already is not encoded again. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    // A lone % is meant as one.
    return path
  }
}
