/** That the editor stands, for what must not take the network from it. */

let say: () => void = () => undefined

/** Settled once Monaco is drawn, or is known not to come; never where no file is opened. */
export const editorStands = new Promise<void>((resolve) => (say = resolve))

export function sayEditorStands(): void {
  say()
}
