/** A progress store for tests of other things: it keeps nothing, and is there or away. */
import { memoryShelf } from './memoryShelf.ts'

export function quietProgress(up: boolean) {
  return {
    load: () => Promise.resolve(up ? [] : undefined),
    save: () => Promise.resolve(up),
    rename: () => Promise.resolve(),
    up,
    scarce: false,
    shared: memoryShelf(),
    onChange: () => undefined,
    dispose: () => Promise.resolve(),
  }
}
