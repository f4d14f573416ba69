/** One Monaco editor and its models, owned and released together. */
import { monaco } from './monaco.ts'
import { MonacoMarks } from './MonacoMarks.ts'
import type { BenchFile } from './draft.ts'
import type { Caret } from './editorProps.ts'
import { changeOf } from './textChange.ts'
import style from './MonacoEditor.module.css'

type Editor = ReturnType<typeof monaco.editor.create>
type Model = ReturnType<typeof monaco.editor.createModel>
type View = ReturnType<Editor['saveViewState']>

export class MonacoPane {
  readonly marks: MonacoMarks
  readonly #editor: Editor
  readonly #models = new Map<string, Model>()
  readonly #views = new Map<string, View>()
  readonly #lit: ReturnType<Editor['createDecorationsCollection']>
  #shown: string | undefined
  /** We write the text ourselves, so it is no edit of the learner's. */
  #writing = false

  constructor(box: HTMLElement, onEdit: (text: string) => void) {
    this.#editor = monaco.editor.create(box, options(getComputedStyle(box)))
    this.#lit = this.#editor.createDecorationsCollection()
    this.marks = new MonacoMarks(this.#editor)
    this.#editor.onDidChangeModelContent(() => {
      if (!this.#writing) onEdit(this.#editor.getValue())
    })
  }

  paint(dark: boolean): void {
    monaco.editor.setTheme(dark ? 'backchannel-dark' : 'backchannel-light')
  }

  show(path: string, file: BenchFile): void {
    const model = this.#models.get(path) ?? this.#make(path, file.text)
    if (this.#shown !== path) {
      if (this.#shown !== undefined) this.#views.set(this.#shown, this.#editor.saveViewState())
      this.#writing = true
      this.#editor.setModel(model)
      this.#writing = false
      this.#editor.restoreViewState(this.#views.get(path) ?? null)
      this.#shown = path
    }
    this.#editor.updateOptions({
      readOnly: file.readonly,
      ariaLabel: `Code of ${file.name}. Ctrl+M lets Tab leave the editor.`,
    })
    if (model.getValue() !== file.text) this.#write(model, file.text)
  }

  leaveWithTab(leaves: boolean): void {
    this.#editor.updateOptions({ tabFocusMode: leaves })
  }

  light(line: number | undefined): void {
    if (line === undefined) {
      this.#lit.clear()
      return
    }
    const options = { isWholeLine: true, className: style.lit ?? '' }
    this.#lit.set([{ range: new monaco.Range(line, 1, line, 1), options }])
    this.#editor.revealLineInCenterIfOutsideViewport(line)
  }

  /** Typing goes on where it was in the text area before; offsets are those of its text. */
  goOn(caret: Caret | undefined): void {
    const model = this.#editor.getModel()
    if (caret === undefined || model === null) return
    const [start, end] = [model.getPositionAt(caret.from), model.getPositionAt(caret.to)]
    this.#editor.setSelection(monaco.Range.fromPositions(start, end))
    this.#editor.focus()
  }

  /** As if it had been typed; a tab indents. */
  type(text: string): void {
    this.#editor.focus()
    if (text === '\t') this.#editor.trigger('keys', 'tab', undefined)
    else this.#editor.trigger('keys', 'type', { text })
  }

  dispose(): void {
    this.#editor.dispose()
    for (const model of this.#models.values()) model.dispose()
  }

  #make(path: string, text: string): Model {
    const language = path.endsWith('.py') ? 'python' : 'plaintext'
    const model = monaco.editor.createModel(text, language)
    model.updateOptions({ tabSize: 4, insertSpaces: true })
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    this.#models.set(path, model)
    return model
  }

  /** As an edit of what differs, so that Ctrl+Z goes back over it and the cursor stays where it was. */
  #write(model: Model, text: string): void {
    const change = changeOf(model.getValue(), text)
    const [start, end] = [model.getPositionAt(change.from), model.getPositionAt(change.to)]
    this.#writing = true
    model.pushEditOperations(
      [],
      [{ range: monaco.Range.fromPositions(start, end), text: change.text }],
      () => null,
    )
    this.#writing = false
  }
}

function options({ fontFamily }: CSSStyleDeclaration): Parameters<typeof monaco.editor.create>[1] {
  return {
    model: null,
    fontFamily,
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 10, bottom: 10 },
    lineNumbersMinChars: 6,
    lineDecorationsWidth: 21,
    glyphMargin: false,
    folding: false,
    renderLineHighlight: 'none',
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    find: { addExtraSpaceOnTop: false, seedSearchStringFromSelection: 'selection' },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    // It is not here, and would take its place at the top all the same when a line is brought into view.
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    cursorBlinking: 'solid',
  }
}
