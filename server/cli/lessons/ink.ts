/** Colours of a terminal; nothing where there is none to show them. */

type Paint = (text: string) => string

export interface Ink {
  readonly red: Paint
  readonly green: Paint
  readonly bold: Paint
  readonly dim: Paint
}

const same: Paint = (text) => text

export const plain: Ink = { red: same, green: same, bold: same, dim: same }

const paint =
  (on: number, off: number): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`

const coloured: Ink = {
  red: paint(31, 39),
  green: paint(32, 39),
  bold: paint(1, 22),
  dim: paint(2, 22),
}

/** Coloured on a terminal whose owner has not said no to it (no-color.org). */
export function inkFor(
  stream: { readonly isTTY?: boolean | undefined },
  env: NodeJS.ProcessEnv,
): Ink {
  const refused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  return stream.isTTY === true && !refused ? coloured : plain
}
