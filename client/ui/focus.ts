/** Where the focus goes when what had it is gone. */

/** As `ref`: takes the focus when it comes. Of use for what stands where a button stood. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}
