/** The door of the workbench: the editor pane and the learner's files. */
export { Workbench } from './Workbench.tsx'
export { askForEditor } from './Editor.tsx'
export { editorStands } from './stands.ts'
export { useBench } from './useBench.ts'
export type { Bench, Guest } from './useBench.ts'
