/** Ends an exhaustive switch: adding a union member breaks the build here. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
