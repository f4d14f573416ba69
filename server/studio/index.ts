/** The door of the studio. */
export { openStudio } from './studio.ts'
export type { Studio, StudioOptions } from './studio.ts'
export { editorLink, EDITORS } from './editor.ts'
export { noLab, whyNoLab } from './noLab.ts'
