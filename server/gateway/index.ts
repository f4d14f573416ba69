/** The door of the gateway: HTTP and WebSocket on one server. */
export { httpApp, type Figures, type HttpParts } from './http.ts'
export type { FindZip } from './home.ts'
export { createListener } from './listener.ts'
export { readBuilt, type Built } from './built.ts'
export type { Rename } from './cookie.ts'
export { createEdge, type Edge, type EdgeOptions } from './edge.ts'
export { socketServer, type OnFrame, type SocketServer } from './ws.ts'
export { isLocalHost } from './names.ts'
