/** One claim: whether it holds, when that was seen, and what was seen instead. */
import type { StudioClaim, StudioFinding } from '../../server/protocol/studio.ts'
import { Diff } from './Diff.tsx'
import { Sign } from './Sign.tsx'
import { claimInWords, knownInWords } from './words.ts'
import style from './Claims.module.css'

interface ClaimItemProps {
  claim: StudioClaim
  /** What the play in view showed of it: one, or all that is not as claimed. */
  findings?: readonly StudioFinding[]
  /** ms of the wall clock. */
  now: number
}

export function ClaimItem({ claim, findings = [], now }: ClaimItemProps) {
  const broken = findings.filter(({ holds }) => !holds)
  const seen = broken.length > 0 ? 'failed' : 'proven'
  const state = findings.length === 0 ? claim.state : seen
  const { counted } = claim
  return (
    <li className={style.claim} data-state={state}>
      <Sign state={state} />
      <div>
        <p className={style.words}>{claimInWords(claim.claim)}</p>
        <p className={style.known}>
          {claim.state === state
            ? knownInWords(claim, now)
            : broken.length === 0
              ? 'as claimed'
              : 'not as claimed'}
          {counted === undefined ? null : `; held ${counted.held} of ${counted.runs}`}
        </p>
        {broken.map((finding) => (
          <Broken key={finding.say} finding={finding} />
        ))}
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
