/** One attack after the other: an attacker's lab, fresh for each, and a neighbour that lives through all. */
import type { EndReason } from '../../protocol/index.ts'
import type { Attack } from './catalogue.ts'
import type { Playground } from './playground.ts'
import { inTime, Tenant, type Ending } from './tenant.ts'

/** What a script against the server is given. */
export interface Scene {
  readonly playground: Playground
  readonly attacker: Tenant
}

export interface Outcome {
  readonly attack: Attack
  /** Nothing: it was stopped as it should be. */
  readonly wrong: readonly string[]
  /** Why its program ended, in words. */
  readonly end: string
  readonly ms: number
  /** Why it was not played. */
  readonly skipped?: string
}

interface Cast {
  readonly attacker: Tenant
  readonly neighbour: Tenant
  /** The neighbour's program that lives through all. */
  readonly keeper: number
}

export class Stage {
  readonly #playground: Playground
  readonly #attacker: Tenant
  readonly #neighbour: Tenant
  readonly #keeper: number
  #alive = 0

  private constructor(playground: Playground, cast: Cast) {
    this.#playground = playground
    this.#attacker = cast.attacker
    this.#neighbour = cast.neighbour
    this.#keeper = cast.keeper
  }

  static async open(playground: Playground): Promise<Stage> {
    const [attacker, neighbour] = await Promise.all([
      Tenant.arrive(playground.origin),
      Tenant.arrive(playground.origin),
    ])
    const keeper = await neighbour.start('keeper', { 'canary.txt': playground.kept })
    await neighbour.says(keeper, 'subscribe')
    return new Stage(playground, { attacker, neighbour, keeper })
  }

  async play(attack: Attack): Promise<Outcome> {
    const began = performance.now()
    const wrong: string[] = []
    let end = ''
    try {
      await this.#attacker.renew()
      const ending =
        attack.kind === 'ts' ? await this.#script(attack) : await this.#program(attack, wrong)
      end = endInWords(ending.reason)
      wrong.push(...this.#judge(attack, ending))
      if (ofSupervisor(attack)) await this.#attacker.labGone()
      wrong.push(...(await this.#stillWorks()))
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error))
    }
    try {
      wrong.push(...(await this.#neighbourWorks()), ...(await this.#playground.wrong()))
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error))
    }
    return { attack, wrong, end, ms: performance.now() - began }
  }

  close(): void {
    this.#attacker.close()
    this.#neighbour.close()
  }

  async #program(attack: Attack, wrong: string[]): Promise<Ending> {
    const attacker = this.#attacker
    const files: Record<string, string> = {
      [`main.${attack.kind}`]: attack.text,
      'decoys.py': this.#playground.decoys.module,
    }
    if (ofSupervisor(attack)) files['inside.py'] = attack.inside ?? ''
    const run = await attacker.start(attack.kind === 'py' ? 'main' : attack.kind, files)
    if (attack.after !== undefined) {
      await attacker.says(run, attack.after)
      if (attack.neighbour !== undefined) {
        const { text, header } = attack.neighbour
        const ending = await this.#neighbourRuns(text)
        wrong.push(...judge(header, ending).map((say) => `the neighbour: ${say}`))
      }
      await attacker.stop(run)
    }
    return attacker.ended(run)
  }

  async #neighbourRuns(text: string): Promise<Ending> {
    const kept = { 'canary.txt': this.#playground.kept }
    const run = await this.#neighbour.start('main', { 'main.py': text, ...kept })
    return this.#neighbour.ended(run)
  }

  async #script(attack: Attack): Promise<Ending> {
    const loaded: unknown = await import(attack.file)
    const { attack: script } = loaded as { attack: (scene: Scene) => Promise<Ending> }
    const scene = { playground: this.#playground, attacker: this.#attacker }
    return inTime(script(scene), 'the end of the script')
  }

  #judge(attack: Attack, ending: Ending): string[] {
    const told = [...this.#playground.decoys.secrets].flatMap(([what, word]) =>
      ending.text.includes(word) ? [`${what} was read`] : [],
    )
    return [...judge(attack, ending), ...told]
  }

  async #stillWorks(): Promise<string[]> {
    const run = await this.#attacker.start('ping')
    const { reason, text } = await this.#attacker.ended(run)
    if (text === 'works True lab\n' && endInWords(reason) === 'exit 0') return []
    return [
      `the same lab: a program ${endInWords(reason)}, saying ${JSON.stringify(text.slice(-400))}`,
    ]
  }

  async #neighbourWorks(): Promise<string[]> {
    this.#alive += 1
    const message = `${this.#alive}`
    const asked = { type: 'publish', channel: 'alive', message } as const
    const answer = await inTime(this.#neighbour.page.ask(asked), 'a neighbour’s publish')
    const heard = answer.type === 'published' ? answer.receivers : 0
    if (heard !== 1) return [`a neighbour's message was received by ${heard}`]
    await this.#neighbour.says(this.#keeper, `b'${message}' kept`)
    return []
  }
}

/** Its code is run in the supervisor, which is of no use then; what is for Redis runs by itself. */
function ofSupervisor({ inside, name }: Attack): boolean {
  return inside !== undefined && !name.includes('redis')
}

function judge(wanted: Pick<Attack, 'reads' | 'ends'>, { text, reason }: Ending): string[] {
  const wrong = text
    .split('\n')
    .filter((line) => line.startsWith('broke'))
    .map((line) => line.slice(0, 200))
  const end = endInWords(reason)
  if (wanted.ends !== 'any' && !wanted.ends.split(' or ').includes(end))
    wrong.push(`it ended with ${end}`)
  if (!wanted.reads.test(`${text}\n${end}`)) wrong.push(`it does not read ${wanted.reads.source}`)
  if (wrong.length > 0) wrong.push(`it printed ${JSON.stringify(text.slice(-600))}`)
  return wrong
}

export function endInWords(reason: EndReason): string {
  switch (reason.type) {
    case 'exit':
      return `exit ${reason.code}`
    case 'signal':
      return `signal ${reason.name}`
    case 'limit':
      return `limit ${reason.name}`
    case 'refused':
      return `refused: ${reason.say}`
    default:
      return reason.type
  }
}
