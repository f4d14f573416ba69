/** The connection for components: its state, and how to hurry it. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Connection } from './connect.ts'
import type { ConnectionState } from './state.ts'

const ConnectionContext = createContext<Connection | undefined>(undefined)
export const ConnectionProvider = ConnectionContext.Provider

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (connection === undefined) throw new Error('no connection around this component')
  return connection
}

export function useConnectionState(): ConnectionState {
  return useStore(useConnection().state)
}
