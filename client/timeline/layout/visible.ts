/** Text from a lab made safe to show: bounded, and with nothing in it that could hide or turn the rest. Pure. */

/** C0 and C1 controls, and what turns the direction of text or takes no room. */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** At most `most` characters; hidden ones as `\u202e`, what is cut as `…`. */
export function visible(text: string, most = 256): string {
  // Never through the middle of a character.
  const cut = text.slice(0, most).replace(text.length > most ? /[\ud800-\udbff]$/ : /$^/, '')
  const shown = cut.replace(HIDDEN, (one) => NAMES[one] ?? written(one))
  return cut.length < text.length ? `${shown}…` : shown
}

function written(one: string): string {
  const code = one.codePointAt(0) ?? 0
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
