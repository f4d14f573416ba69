/** One claim: whether it holds, when that was seen, and what was seen instead. */
import type { StudioClaim, StudioFinding } from '../../server/protocol/studio.ts'
import { Diff } from './Diff.tsx'
import { Sign } from './Sign.tsx'
import { claimInWords, knownInWords } from './words.ts'
import style from './Claims.module.css'

interface ClaimItemProps {
  claim: StudioClaim
  /** What the play in view showed of it. */
  finding?: StudioFinding | undefined
  /** ms of the wall clock. */
  now: number
}

export function ClaimItem({ claim, finding, now }: ClaimItemProps) {
  const state = finding === undefined ? claim.state : finding.holds ? 'proven' : 'failed'
  const { counted } = claim
  return (
    <li className={style.claim} data-state={state}>
      <Sign state={state} />
      <div>
        <p className={style.words}>{claimInWords(claim.claim)}</p>
        <p className={style.known}>
          {finding === undefined || claim.state === state
            ? knownInWords(claim, now)
            : finding.holds
              ? 'as claimed'
              : 'not as claimed'}
          {counted === undefined ? null : `; held ${counted.held} of ${counted.runs}`}
        </p>
        {finding === undefined || finding.holds ? null : <Broken finding={finding} />}
      </div>
    </li>
  )
}

function Broken({ finding }: { finding: StudioFinding }) {
  const { say, parts, differences, advice, href, claim } = finding
  return (
    <div className={style.broken}>
      <p>{say}</p>
      {parts.length === 0 ? null : (
        <ul>
          {parts.map(({ name, seen }) => (
            <li key={name}>
              <code>{name}</code>: {seen}
            </li>
          ))}
        </ul>
      )}
      <Diff name={`Claimed and observed, ${claim}`} lines={differences} />
      {advice === undefined ? null : <p>{advice}</p>}
      <p>
        <a href={href}>Open the claim in your editor</a>
      </p>
    </div>
  )
}
