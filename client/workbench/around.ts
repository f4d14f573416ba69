/** The chunk around the editor: asked for with the page, there before the first edit. */
export { Changed } from './Changed.tsx'
export { FileMenu } from './FileMenu.tsx'
