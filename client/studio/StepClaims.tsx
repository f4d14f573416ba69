/** The claims of the open step, and the buttons that play them. */
import { useState } from 'react'
import { Play, Square } from 'lucide-react'
import { Button } from '../ui/index.ts'
import type { PlayWhat, StudioClaim, StudioPlay, StudioStep } from '../../server/protocol/studio.ts'
import { ClaimItem } from './ClaimItem.tsx'
import { orders } from './orders.ts'
import { Proposal } from './Proposal.tsx'
import { heldInWords, took } from './words.ts'
import style from './Claims.module.css'

interface StepClaimsProps {
  lesson: string
  step: StudioStep
  claims: readonly StudioClaim[]
  play: StudioPlay | undefined
  now: number
}

export function StepClaims({ lesson, step, claims, play, now }: StepClaimsProps) {
  const [refused, setRefused] = useState<string>()
  const mine = play?.lesson === lesson && play.step === step.id ? play : undefined
  const going = play !== undefined && play.ms === undefined
  const start = (what: PlayWhat) => () => void orders.play(lesson, step.id, what).then(setRefused)
  const own = claims.filter((one) => one.lesson === lesson && one.step === step.id)
  const wrong = own.filter(({ kind }) => kind === 'wrong')
  const rest = own.filter(({ kind }) => kind !== 'wrong')
  return (
    <>
      <div className={style.buttons}>
        <Button
          icon={<Play size={13} strokeWidth={2.2} />}
          disabled={going}
          onClick={start('claimed')}
        >
          Play as claimed
        </Button>
        <Button disabled={going || step.wrong.length === 0} onClick={start('wrong')}>
          Play wrong solutions
        </Button>
        <Button disabled={going} onClick={start('record')}>
          Record transcript
        </Button>
      </div>
      <p className={style.status} role="status">
        {refused ?? (mine === undefined ? null : playInWords(mine))}
        {going ? (
          <Button
            look="bare"
            icon={<Square size={13} strokeWidth={2.2} />}
            onClick={() => void orders.stop()}
          >
            Stop
          </Button>
        ) : null}
      </p>
      {mine?.proposal === undefined ? null : <Proposal proposal={mine.proposal} />}
      <List claims={rest} play={mine} now={now} />
      {wrong.length === 0 ? null : (
        <>
          <h2 className={style.group}>Wrong solutions must fail, with their hint</h2>
          <List claims={wrong} play={mine} now={now} />
        </>
      )}
    </>
  )
}

interface ListProps {
  claims: readonly StudioClaim[]
  play: StudioPlay | undefined
  now: number
}

function List({ claims, play, now }: ListProps) {
  return (
    <ul className={style.list}>
      {claims.map((claim) => (
        <ClaimItem
          key={claim.claim}
          claim={claim}
          now={now}
          findings={play?.findings.filter((one) => one.claim === claim.claim) ?? []}
        />
      ))}
    </ul>
  )
}

function playInWords({ what, ms, done, of, findings, trouble, settled }: StudioPlay): string {
  if (settled !== undefined) return settled
  if (trouble !== undefined) return trouble
  if (ms === undefined) {
    const left = of === 1 ? '' : `, ${done} of ${of}`
    return what === 'record' ? `Playing it, to see what is printed${left}.` : `Playing${left}.`
  }
  if (what === 'record') return `Played ${of} times in ${took(ms)}. This is what was printed:`
  return `Played in ${took(ms)}. ${heldInWords(findings)}.`
}
