/** Colours and fonts of the look as the browser resolves them now: theme and forced colours included. */

const NAMES = [
  'paper',
  'sheet',
  'well',
  'line',
  'rule',
  'ink',
  'ink-2',
  'ink-3',
  'running',
  'running-text',
  'asleep',
  'asleep-text',
  'asleep-tint',
  'waiting',
  'waiting-text',
  'waiting-tint',
  'blocked',
  'blocked-text',
  'blocked-tint',
  'lost',
  'lost-text',
  'published',
  'published-text',
  'delivered',
  'delivered-text',
  'you',
  'you-text',
  'you-edge',
] as const

export type Colour = (typeof NAMES)[number]
export type Colours = Readonly<Record<Colour, string>>

/** With forced colours everything is text on canvas; shapes and words carry the meaning. */
const FORCED: Partial<Record<Colour, string>> = {
  paper: 'Canvas',
  sheet: 'Canvas',
  well: 'Canvas',
  // Mere ornament: it must not be taken for a message.
  line: 'color-mix(in srgb, CanvasText 30%, Canvas)',
  rule: 'GrayText',
  'asleep-tint': 'Canvas',
  'waiting-tint': 'Canvas',
  'blocked-tint': 'Canvas',
  you: 'Highlight',
}

export interface Look {
  colours: Colours
  sans: string
  mono: string
}

/** Reads them through an element, so that `light-dark()` and variables are resolved. */
export function lookOf(box: HTMLElement): Look {
  const probe = document.createElement('i')
  probe.hidden = true
  box.append(probe)
  const forced = matchMedia('(forced-colors: active)').matches
  const read = (name: Colour): string => {
    probe.style.color = forced ? (FORCED[name] ?? 'CanvasText') : `var(--${name})`
    return getComputedStyle(probe).color
  }
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Record<
    Colour,
    string
  >
  probe.style.fontFamily = 'var(--sans)'
  const sans = getComputedStyle(probe).fontFamily
  probe.style.fontFamily = 'var(--mono)'
  const mono = getComputedStyle(probe).fontFamily
  probe.remove()
  return { colours, sans, mono }
}
