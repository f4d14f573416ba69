/** The door of the protocol client: the connection, its states, and lessons over HTTP. */
export { connect } from './connect.ts'
export type { Connection, News, World } from './connect.ts'
export { browserWorld, hurryWithBrowser } from './browser.ts'
export type { Answer, Ask } from './requests.ts'
export type { ConnectionState } from './state.ts'
export { fileUrl, loadCourse, loadLesson } from './lessons.ts'
export type { Loaded } from './lessons.ts'
export { ConnectionProvider, useConnection, useConnectionState } from './useConnection.ts'
