/** What scripts against the server have in common. */
import { readFileSync } from 'node:fs'
import { LESSON, STEP } from './course.ts'
import { Raw } from './raw.ts'
import type { Ending, Tenant } from './tenant.ts'

/** A script's last word, as if a program had printed it. */
export function done(text: string): Ending {
  return { text: `${text}\n`, reason: { type: 'exit', code: 0 } }
}

/** Processor time that a process has used, ms: what it costs whoever else is busy on this machine. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  // In hundredths of a second: in user mode, in the kernel.
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** How many of these sets of files are refused. */
export async function refusals(
  attacker: Tenant,
  sets: readonly Readonly<Record<string, string>>[],
): Promise<number> {
  const { origin, cookie } = attacker.page
  const raw = await Raw.open(origin, cookie)
  sets.forEach((files, id) => {
    raw.say({ type: 'run', id, lesson: LESSON, step: STEP, program: 'ping', files })
  })
  await raw.answers(sets.length)
  raw.close()
  return raw.heard.filter(({ type }) => type === 'refused').length
}

/** Asks for one of the learner's files, by a path that is sent as it is. */
export async function download(
  { page }: Tenant,
  path: string,
): Promise<{ status: number; text: string }> {
  const url = `${page.origin}/api/files/${LESSON}/${STEP}/${path}`
  const answer = await fetch(url, {
    headers: { cookie: page.cookie },
    signal: AbortSignal.timeout(15_000),
  })
  return { status: answer.status, text: (await answer.text()).slice(0, 10_000) }
}
