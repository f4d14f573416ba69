/** Mistakes over the page, each group beside the part of it that it is about. */
import { createPortal } from 'react-dom'
import type { StudioMistake } from '../../server/protocol/studio.ts'
import { anchorOf } from './anchor.ts'
import { Mistake } from './Mistake.tsx'
import { usePlaced } from './usePlaced.ts'
import type { Framed } from './useFrame.ts'

interface MistakesProps {
  framed: Framed
  /** Those of the page that the frame shows. */
  mistakes: readonly StudioMistake[]
}

export function Mistakes({ framed, mistakes }: MistakesProps) {
  const groups = byPlace(mistakes)
  return [...groups].map(([key, some]) => (
    <Group key={`${framed.path} ${key}`} framed={framed} mistakes={some} of={mistakes} />
  ))
}

/** Those that stand beside the same thing, together. */
function byPlace(mistakes: readonly StudioMistake[]): Map<string, StudioMistake[]> {
  const groups = new Map<string, StudioMistake[]>()
  for (const mistake of mistakes) {
    const key = `${mistake.part ?? ''} ${mistake.near ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [mistake])
    else group.push(mistake)
  }
  return groups
}

interface GroupProps extends MistakesProps {
  of: readonly StudioMistake[]
}

function Group({ framed, mistakes, of }: GroupProps) {
  const [first] = mistakes
  const root = usePlaced(framed.document, () =>
    first === undefined ? undefined : anchorOf(framed.document, first),
  )
  const target = root?.querySelector('div')
  if (target === null || target === undefined) return null
  return createPortal(
    <section className="mistakes" aria-label="Mistakes" data-part={first?.part}>
      {mistakes.map((mistake) => (
        <Mistake
          key={`${mistake.path}:${mistake.line}:${mistake.column} ${mistake.say}`}
          mistake={mistake}
          count={of.length === 1 ? '' : `${of.indexOf(mistake) + 1} of ${of.length}`}
        />
      ))}
      <p className="foot">Shown as it was at the last save without mistakes.</p>
    </section>,
    target,
  )
}
