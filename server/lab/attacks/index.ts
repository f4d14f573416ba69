/** Attacks on labs and server that really run. */
export { ablate, type Ablated } from './ablate.ts'
export { ABLATIONS, KEPT } from './ablations.ts'
export { readAttacks, type Attack } from './catalogue.ts'
export { playAttacks, type Plan, type Played } from './runner.ts'
export type { Outcome } from './stage.ts'
