/** Claims about visits of a web app as written in YAML, and their way into the form the judge takes. */
import * as z from 'zod/mini'
import type { TextMatch, VisitAnswered, VisitUnanswered } from './claim.ts'
import { count, described, duration, fields, pattern, text, whole } from './form.ts'

export const VisitForm = fields('visit', {
  of: described(
    'Which program’s app; may be left out when the step has one program.',
    z.optional(text('of', 'the id of a program')),
  ),
  path: described(
    'The page, one of visits:; any when left out.',
    z.optional(text('path', 'a path of the app, as /listen/')),
  ),
  status: described(
    'The status that it was answered with; any when left out.',
    z.optional(whole('status', 100, 'a status of HTTP, as 200')),
  ),
  answers: described(
    'It was answered within this time of being asked.',
    z.optional(duration('answers')),
  ),
  has: described('Text in the beginning of the page.', z.optional(text('has', 'text'))),
  matches: described(
    'A regular expression found in the beginning of the page.',
    z.optional(pattern('matches')),
  ),
  waits: described('Instead: it has had no answer for so long.', z.optional(duration('waits'))),
  times: described('How many such visits; 1+ when left out.', z.optional(count)),
}).check(
  z.refine(({ has, matches }) => has === undefined || matches === undefined, {
    error: 'The text of a page is named once. Keep one of has and matches.',
  }),
  z.refine(
    ({ waits, status, answers, has, matches, times }) =>
      waits === undefined ||
      [status, answers, has, matches, times].every((one) => one === undefined),
    {
      error: 'A visit that waits has no answer yet. Keep waits, or what is said of the answer.',
    },
  ),
)

function textOf({ has, matches }: z.infer<typeof VisitForm>): { text?: TextMatch } {
  if (has !== undefined) return { text: { how: 'has', value: has } }
  return matches === undefined ? {} : { text: { how: 'matches', value: matches } }
}

export function visitClaim(form: z.infer<typeof VisitForm>): VisitAnswered | VisitUnanswered {
  const { of, path, status, answers, waits, times } = form
  const whose = {
    ...(of === undefined ? {} : { of }),
    ...(path === undefined ? {} : { path }),
  }
  if (waits !== undefined) return { fact: 'unanswered', ...whose, lastingMs: waits }
  return {
    fact: 'visit',
    ...whose,
    ...(status === undefined ? {} : { status }),
    ...(answers === undefined ? {} : { answersMs: answers }),
    ...textOf(form),
    times: times ?? { min: 1, max: Infinity },
  }
}
