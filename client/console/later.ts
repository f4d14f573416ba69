/** Parts that a console gets when a program asks for input or runs again, in chunks of their own. */
import { later } from '../ui/index.ts'

export const InputField = later(async () => (await import('./InputField.tsx')).InputField)
export const OlderRuns = later(async () => (await import('./OlderRuns.tsx')).OlderRuns)
