/** A start that can't be: one sentence, no stack. */
export class StartError extends Error {}
