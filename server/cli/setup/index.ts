/** Door of set-up: brings a fresh machine to where the server can start. */
export { describe, Problem } from './problem.ts'
export { step, seconds } from './step.ts'
export { capture, share } from './command.ts'
export { places, project, python3, labUser } from './places.ts'
export { setUpPackages, requirePython, packagesFresh } from './python.ts'
export { setUpSystem, findBinary, systemParts, missingParts } from './system.ts'
