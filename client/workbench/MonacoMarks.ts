/** Held lines in a Monaco editor: their tint, the room below them, and where words beside them have their place. */
import { monaco } from './monaco.ts'
import style from './Marks.module.css'

type Editor = ReturnType<typeof monaco.editor.create>
type Collection = ReturnType<Editor['createDecorationsCollection']>
type Decoration = Parameters<Collection['set']>[0][number]

export interface MarkedLine {
  line: number
  meaning: 'waiting' | 'asleep' | 'blocked' | 'failed'
  /** The words stand in a strip below the line. */
  below: boolean
}

/** px. */
const STRIP = 30
/** Below this width all words stand in strips, px. */
const NARROW = 560
/** Beside the words: glyph, gaps and the scrollbar, px. */
const AROUND = 80

export class MonacoMarks {
  readonly #editor: Editor
  readonly #decorations: Collection
  #strips: string[] = []
  #version = 0

  constructor(editor: Editor) {
    this.#editor = editor
    this.#decorations = editor.createDecorationsCollection()
  }

  /** `skipped`: first and last of the lines that are not reached. */
  set(marks: readonly MarkedLine[], skipped: readonly (readonly [number, number])[]): void {
    this.#decorations.set([...marks.map(tinted), ...skipped.map(dimmed)])
    this.#editor.changeViewZones((zones) => {
      for (const strip of this.#strips) zones.removeZone(strip)
      this.#strips = marks
        .filter(({ below }) => below)
        .map(({ line, meaning }) =>
          zones.addZone({
            ...{ afterLineNumber: line, heightInPx: STRIP },
            ...{ domNode: room(meaning), marginDomNode: room(meaning) },
          }),
        )
    })
  }

  /** Calls when lines may have moved on the screen. */
  readonly onMove = (listener: () => void): (() => void) => {
    const moved = () => {
      this.#version += 1
      listener()
    }
    const all = [
      this.#editor.onDidScrollChange(moved),
      this.#editor.onDidLayoutChange(moved),
      this.#editor.onDidChangeModel(moved),
      this.#editor.onDidContentSizeChange(moved),
    ]
    return () => all.forEach((one) => one.dispose())
  }

  /** Changes with each move. */
  readonly version = (): number => this.#version

  /** px from the top of the editor; it may lie outside of what is seen. */
  topOf(line: number): number {
    return this.#editor.getTopForLineNumber(line) - this.#editor.getScrollTop()
  }

  /** Where code begins, px from the left. */
  get left(): number {
    return this.#editor.getLayoutInfo().contentLeft
  }

  /** True when so many characters of small text have room beside the line's code. */
  fits(line: number, characters: number): boolean {
    const { contentWidth } = this.#editor.getLayoutInfo()
    const model = this.#editor.getModel()
    if (contentWidth < NARROW || model === null || line > model.getLineCount()) return false
    const { typicalHalfwidthCharacterWidth: width } = this.#editor.getOption(
      monaco.editor.EditorOption.fontInfo,
    )
    return (model.getLineLength(line) + characters) * width + AROUND < contentWidth
  }

  /** Brings the line into view; with `enter` the cursor goes there, too. */
  reveal(line: number, enter: boolean): void {
    this.#editor.revealLineInCenterIfOutsideViewport(line)
    if (!enter) return
    this.#editor.setPosition({ lineNumber: line, column: 1 })
    this.#editor.focus()
  }

  get entered(): boolean {
    return this.#editor.hasTextFocus()
  }
}

function tinted({ line, meaning }: MarkedLine): Decoration {
  const tint = style[meaning] ?? ''
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: {
      ...{ isWholeLine: true, className: tint, marginClassName: tint },
      lineNumberClassName: style[`${meaning}Number`] ?? '',
    },
  }
}

function dimmed([first, last]: readonly [number, number]): Decoration {
  const range = new monaco.Range(first, 1, last + 1, 1)
  return { range, options: { inlineClassName: style.skipped ?? '' } }
}

function room(meaning: MarkedLine['meaning']): HTMLElement {
  const made = document.createElement('div')
  made.className = style[meaning] ?? ''
  return made
}
