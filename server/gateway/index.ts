/** The door of the gateway: HTTP and WebSocket on one server. */
export { httpApp, type HttpParts } from './http.ts'
export type { FindZip } from './home.ts'
export { readBuilt } from './built.ts'
export { createEdge, type Edge, type EdgeOptions } from './edge.ts'
export { socketServer, type SocketServer } from './ws.ts'
export { isLocalHost } from './names.ts'
