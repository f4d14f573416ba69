/** The forms of what is proven by playing a step: what its programs print, and what else is true of it. */
import * as z from 'zod/mini'
import { claimFields, saysOneThing } from './claimForm.ts'
import { byId, described, duration, fields, must, share, text, whole } from './form.ts'

const lines = 'its lines, as text under main: |'

const Block = fields('A block', {
  lines: described('These lines, in this order.', z.optional(text('lines', lines))),
  any_order: described('These lines, in whatever order.', z.optional(text('any_order', lines))),
  maybe: described('Lines that may also be among them.', z.optional(text('maybe', lines))),
}).check(
  z.refine((block) => (block.lines === undefined) !== (block.any_order === undefined), {
    error: 'A block has either lines: or any_order:.',
  }),
)
export type Block = z.infer<typeof Block>

const transcript = 'text under main: |, or a list of blocks with lines: or any_order:'

export const Transcript = z.union([z.string(), z.array(Block)], {
  error: must('A transcript', transcript),
})
export type Transcript = z.infer<typeof Transcript>

const TruthForm = fields('A truth', {
  ...claimFields,
  share: described('In what share of runs it holds, as 15%..89%.', z.optional(share)),
  runs: described(
    'With share: how many runs are made.',
    z.optional(whole('runs', 10, 'a whole number from 10 on')),
  ),
}).check(
  saysOneThing,
  z.refine((truth) => (truth.share === undefined) === (truth.runs === undefined), {
    error: 'share: and runs: belong together. Give both, or neither.',
  }),
)
export type TruthForm = z.infer<typeof TruthForm>

/** The keys of step.yaml that playing it proves. */
export const proofFields = {
  observe: described(
    'How long a run is looked at before it is judged, at most 15s; 5s when left out.',
    z.optional(duration('observe')),
  ),
  expect: described('What each program prints, all of it.', z.optional(byId('expect', Transcript))),
  truths: described(
    'What else the prose says, proven by playing.',
    z.optional(byId('truths', TruthForm)),
  ),
}
