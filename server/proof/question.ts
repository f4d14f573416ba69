/** Questions whose answer is what a program prints: its play, held against the answer. */
import type { Claim, PlayedAnswer, Step } from '../lessons/index.ts'
import { difference } from './difference.ts'
import { broken, held } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Performance } from './performance.ts'

/** Not that it holds is asked: until then, a program that only waits a second has not said all. */
export function untilItEnds(step: Step, { program }: PlayedAnswer): Claim {
  return { fact: 'within', ms: step.observeMs, claim: { fact: 'ends', of: program } }
}

/** Spaces at the end of a line are seen by nobody, and count for nothing. */
export function judgeAnswer(asked: PlayedAnswer, played: Performance): Finding[] {
  const { question, program, prints } = asked
  const lines = played.lines(program).map((line) => line.trimEnd())
  const claimed = prints.trimEnd().split('\n')
  const place: Finding['place'] = { file: 'quiz.yaml', keys: ['questions', question, 'prints'] }
  const claim = `quiz ${question}`
  if (lines.join('\n') === claimed.join('\n'))
    return [held(claim, place, `printed ${lines.length} lines`)]
  return [
    {
      ...broken(claim, place, `${program} prints something else:`),
      differences: difference(claimed, lines),
    },
  ]
}
