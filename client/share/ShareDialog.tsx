/** The sheet of sharing: what is in it, a link, the HTML for another page, a zip. */
import { Dialog, Button } from '../ui/index.ts'
import { SHARED_DAYS } from '../../server/protocol/index.ts'
import { CopyField } from './CopyField.tsx'
import { inWords } from './files.ts'
import type { ShareProps } from './Share.tsx'
import { snippet } from './snippet.ts'
import { ToHome } from './ToHome.tsx'
import { sizeOf, useSharing } from './useSharing.ts'
import type { Sharing } from './useSharing.ts'
import style from './ShareDialog.module.css'

export function ShareDialog(props: ShareProps & { onClose: () => void }) {
  const { lesson, step, changes, onClose } = props
  const sharing = useSharing(changes)
  const path = [lesson, step.id].map(encodeURIComponent).join('/')
  const hash = sharing.type === 'link' || sharing.type === 'kept' ? sharing.hash : undefined
  return (
    <Dialog title="Share this step" open onClose={onClose}>
      <div className={style.share}>
        <p>{contents(props)}</p>
        {hash === undefined ? (
          <NoLink sharing={sharing} />
        ) : (
          <>
            <CopyField label="Link" text={`${location.origin}/lessons/${path}${hash}`} />
            <p>{about(sharing)}</p>
            <details className={style.more}>
              <summary>Put it into another page</summary>
              <CopyField
                label="HTML"
                rows={6}
                text={snippet({
                  src: `${location.origin}/embed/${path}${hash}`,
                  title: step.title,
                })}
              />
              <p>
                The step’s code and consoles, which run there, for each reader in a lab of their
                own.
              </p>
            </details>
          </>
        )}
        <ToHome {...props} />
      </div>
    </Dialog>
  )
}

function contents({ step, changes }: ShareProps): string {
  if (Object.keys(changes).length === 0)
    return 'You changed nothing: the link opens the step as it is.'
  return `In it: ${inWords(step.files, changes)}, ${kilobytes(sizeOf(changes))}. The rest comes from the lesson.`
}

function kilobytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`
}

function about(sharing: Sharing): string {
  if (sharing.type === 'kept')
    return `Kept on this server until ${new Date(sharing.until).toLocaleDateString('en-GB', { dateStyle: 'long' })}, for whoever has the link.`
  return sharing.type === 'link' && sharing.hash !== ''
    ? 'All of the code is in the link: the server keeps nothing, and it does not expire.'
    : ''
}

function NoLink({ sharing }: { sharing: Sharing }) {
  if (sharing.type === 'failed') return <p role="alert">{sharing.say}</p>
  if (sharing.type !== 'long' && sharing.type !== 'keeping') return null
  return (
    <div className={style.keep}>
      <p>
        This is too much for a link. The server can keep it for {SHARED_DAYS} days, for whoever has
        the link.
      </p>
      <Button
        disabled={sharing.type === 'keeping'}
        onClick={sharing.type === 'long' ? sharing.keep : undefined}
      >
        Keep it, and make a link
      </Button>
      {sharing.type === 'long' && sharing.say !== undefined ? (
        <p role="alert">{sharing.say}</p>
      ) : null}
    </div>
  )
}
