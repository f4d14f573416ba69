/** A second door, for who must start a template before anything else is loaded: no zod behind it. */
export { spawnTemplate, type TemplateProcess } from './process.ts'
export type { LabPaths, Mount } from './paths.ts'
