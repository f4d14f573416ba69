/** The tools at the end of the bar that act on the page itself: its keys, and its colours. */
import { KeySheet } from './KeySheet.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import style from './OwnTools.module.css'

export function OwnTools() {
  return (
    <>
      <KeySheet />
      <span className={style.theme}>
        <ThemeButton />
      </span>
    </>
  )
}
