/** What pages ask about visits: to make one, to leave one, to follow a link of a page that one brought. */
import { VisitPath, type ProgramRef } from '../protocol/index.ts'
import { sameProgram } from './programs.ts'
import type { Done } from './refusal.ts'
import type { Session } from './session.ts'

/** Visits the app of a program that runs. */
export function visit(session: Session, of: ProgramRef, path: string): Done {
  const step = session.world.course.find(of.lesson)?.steps.find(({ id }) => id === of.step)
  const app = step?.programs.find(({ id }) => id === of.program)?.app
  if (app === undefined)
    return { code: 'unknown-program', say: 'This lesson has no such app. Reload the page.' }
  const run = session.programs.live.findLast((one) => sameProgram(one.order.of, of) && !one.queued)
  if (run === undefined)
    return { code: 'out-of-turn', say: 'The app does not run. Run it, then visit it.' }
  return session.visits.begin({ of, run: run.id, port: app.port }, path)
}

/** A link of the page that visit `from` brought: the frame cannot ask by message. */
export function follow(session: Session, from: number, to: unknown): Done {
  const page = session.visits.page(from)
  const path = VisitPath.safeParse(to)
  if (page === undefined || !path.success)
    return { code: 'unknown-visit', say: 'There is no such page.' }
  return visit(session, page.of, path.data)
}
