/** All keys of the page. */
import { Dialog } from '../ui/index.ts'
import style from './KeyDialog.module.css'

const KEYS: readonly [string, string][] = [
  ['Ctrl Enter', 'Run the programs of the step; restarts those that run'],
  ['Ctrl .', 'Stop them'],
  ['Ctrl M', 'Tab leaves the editor, or indents again'],
  ['Ctrl F, Ctrl /', 'In the editor: find and replace; make lines comments, or code again'],
  ['Ctrl D, Alt ↑ ↓', 'In the editor: select the next of the same, too; move lines'],
  ['← →', 'In the tabs: the file before, the file after'],
  ['← → ↑ ↓', 'On the line between two panes: move it; Home puts it back'],
  ['Enter', 'In an input field: send the line'],
  ['Ctrl D', 'In an input field: end the input'],
  ['↑ ↓', 'Where messages and Redis commands are typed: those before, and back'],
  ['Tab', 'In the Redis prompt: complete the command'],
  ['Ctrl L', 'In the Redis prompt: clear what it shows'],
  ['Escape, Ctrl C', 'In the Redis prompt: stop what streams or waits'],
  ['← → + −', 'In the timeline: earlier, later; less time, more time'],
  ['0 n', 'In the timeline: all of it; follow now. Home and End: the beginning, now'],
  ['↑ ↓ Enter', 'In the timeline: event before, event after; pin it. Escape lets go'],
  ['Alt ← →', 'The browser’s way back and forth through steps'],
  ['?', 'This sheet'],
  ['Escape', 'Close a sheet or a panel'],
]

export function KeyDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" open onClose={onClose}>
      <dl className={style.keys}>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
