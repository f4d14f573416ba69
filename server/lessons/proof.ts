/** What playing a step proves: transcripts and truths, checked against its programs. */
import type { Transcript, Truth } from './lesson.ts'
import { suggest } from './nearest.ts'
import { tooFew } from './shares.ts'
import type { StepReader } from './stepTexts.ts'
import { transcriptOf, wrongLine } from './transcript.ts'

const usualMs = 5000
const mostMs = 15_000

function readExpect(reader: StepReader): ReadonlyMap<string, Transcript> {
  const expect = new Map<string, Transcript>()
  for (const [program, written] of Object.entries(reader.yaml.value.expect ?? {})) {
    const path = ['expect', program]
    if (!reader.programs.includes(program))
      reader.error(path, `No program is named ${program}. ${suggest(program, reader.programs)}`)
    const transcript = transcriptOf(written)
    for (const { lines, maybe } of transcript) {
      for (const line of [...lines, ...maybe]) {
        const wrong = wrongLine(line)
        if (wrong !== undefined) reader.error(path, wrong)
      }
    }
    expect.set(program, transcript)
  }
  return expect
}

function readTruths(reader: StepReader): Truth[] {
  return Object.entries(reader.yaml.value.truths ?? {}).map(([id, form]): Truth => {
    const claim = reader.claim(form, ['truths', id])
    const { share, runs } = form
    if (share === undefined || runs === undefined) return { id, claim }
    const wrong = tooFew({ ...share, runs })
    if (wrong !== undefined) reader.error(['truths', id, 'share'], wrong)
    return { id, claim, share: { ...share, runs } }
  })
}

export interface Proof {
  readonly observeMs: number
  readonly expect: ReadonlyMap<string, Transcript>
  readonly truths: readonly Truth[]
}

export const nothingProven: Proof = { observeMs: usualMs, expect: new Map(), truths: [] }

export function readProof(reader: StepReader): Proof {
  const observeMs = reader.yaml.value.observe ?? usualMs
  if (observeMs > mostMs)
    reader.error(['observe'], 'observe is at most 15s. Let the programs show it sooner.')
  return { observeMs, expect: readExpect(reader), truths: readTruths(reader) }
}
