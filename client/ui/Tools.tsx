/** A panel's own tools, drawn in the bar that holds the panels' tabs. */
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

const Slot = createContext<HTMLElement | null>(null)

/** Around a panel: where its tools go. */
export const ToolSlot = Slot.Provider

export function Tools({ children }: { children: ReactNode }) {
  const slot = useContext(Slot)
  return slot === null ? null : createPortal(children, slot)
}
