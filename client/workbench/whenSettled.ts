/** To be imported first in the editor's chunk: what follows is there, and runs when the page has been drawn. */
import { settled } from './settled.ts'

await settled
