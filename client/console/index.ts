/** The door of the consoles. */
export { Consoles } from './Consoles.tsx'
