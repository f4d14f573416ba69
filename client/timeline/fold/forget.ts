/** Lets go of what the tape has let go of, so that a long session stays bounded. */
import type { Fold } from './fold.ts'

/** Drops everything before `at`, but for what still holds then. */
export function forget(fold: Fold, { seq, at }: { seq: number; at: number }): void {
  const kept = fold.rows.findIndex((row) => row.seq >= seq)
  fold.rows.splice(0, kept === -1 ? fold.rows.length : kept)
  drop(fold.you, at)
  drop(fold.gaps, at)
  drop(fold.broker.byHand, at)
  for (const channel of fold.broker.channels.values()) {
    drop(channel.publishes, at)
    drop(channel.deliveries, at)
    drop(channel.wire, at, 1)
  }
  for (const program of fold.programs.values()) {
    drop(program.beats, at)
    drop(program.commands, at)
    drop(program.marks, at, 1)
    for (const { bars } of program.threads) drop(bars, at, 1)
  }
}

/** Keeps the last `still` of those before `at`: they go on. */
function drop(list: { at: number }[], at: number, still = 0): void {
  const first = list.findIndex((one) => one.at >= at)
  list.splice(0, Math.max(0, (first === -1 ? list.length : first) - still))
}
