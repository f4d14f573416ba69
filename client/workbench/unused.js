/** In place of parts of Monaco that this page never opens; vite.config.ts says which. */
import { createFastDomNode } from 'monaco-editor/base/browser/fastDomNode'
import { getBaseLayerHoverDelegate } from 'monaco-editor/base/browser/ui/hover/hoverDelegate2'
import { ViewPart } from 'monaco-editor/editor/browser/view/viewPart'
import { IHoverService } from 'monaco-editor/platform/hover/browser/hover'
import { registerSingleton } from 'monaco-editor/platform/instantiation/common/extensions'
import { createDecorator } from 'monaco-editor/platform/instantiation/common/instantiation'

export class ContextMenuService {}
export class DiffEditorWidget {}
/** What the worker does, for a page that has none. */
export class EditorWorker {}
export class ListService {}
export class MultiDiffEditorWidget {}
export class StandaloneQuickInputService {}
/** Python's rules are Monarch's. */
export class TreeSitterSyntaxTokenBackend {}
export class ViewGpuContext {}
export class ViewLinesGpu {}

export const IListService = createDecorator('listService')

/** Switched off, it has an element all the same. */
export class Minimap extends ViewPart {
  #box = createFastDomNode(document.createElement('div'))

  getDomNode() {
    return this.#box
  }

  prepareRender() {}

  render() {}
}

/** What Monaco has for a page without tooltips. */
class Hovers {
  constructor() {
    return getBaseLayerHoverDelegate()
  }
}
registerSingleton(IHoverService, Hovers, 0)

/** Only dialogs and hovers show Markdown. */
export function renderAsPlaintext(text) {
  return typeof text === 'string' ? text : text.value
}

export function renderMarkdown() {
  throw new Error('Monaco is here without Markdown')
}
