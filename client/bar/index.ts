/** The door of the top bar. */
export { TopBar } from './TopBar.tsx'
