/** The door of the plain parts: no domain words, no state of the product. */
export { Button, IconButton } from './Button.tsx'
export { Dialog } from './Dialog.tsx'
export { Mark } from './Mark.tsx'
export { Popover } from './Popover.tsx'
export { Wire } from './Wire.tsx'
export type { Stop } from './Wire.tsx'
export { html } from './html.ts'
export { useMedia } from './useMedia.ts'
