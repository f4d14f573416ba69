/** Keys that a phone's keyboard hides, under the code; a press leaves the focus in the editor. */
import style from './KeyStrip.module.css'

const NAMES: Readonly<Record<string, string>> = {
  '\t': 'Indent',
  ':': 'Colon',
  '(': 'Opening parenthesis',
  ')': 'Closing parenthesis',
  "'": 'Quote',
  '"': 'Double quote',
  '[': 'Opening bracket',
  ']': 'Closing bracket',
  _: 'Underscore',
}

export function KeyStrip({ onType }: { onType: (text: string) => void }) {
  return (
    <div className={style.strip} role="toolbar" aria-label="Keys for code">
      {Object.entries(NAMES).map(([key, name]) => (
        <button
          key={key}
          type="button"
          aria-label={name}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onType(key)}
        >
          {key === '\t' ? '⇥' : key}
        </button>
      ))}
    </div>
  )
}
