/** What the learner asks of the lab's Redis without a program. */
import { unreachable, type ClientMessage, type ServerMessage } from '../protocol/index.ts'
import { commandsOf } from './commands.ts'
import { answer, type Done } from './refusal.ts'
import type { Session } from './session.ts'

type ByHand = Extract<
  ClientMessage,
  { type: 'broker' | 'publish' | 'cut' | 'prompt' | 'stopPrompt' | 'commands' }
>

/** Resolves with the answer. Rejects only for defects. */
export async function byHand(session: Session, message: ByHand): Promise<ServerMessage> {
  const { id } = message
  switch (message.type) {
    case 'broker':
      return answer(id, broker(session, message.action))
    case 'publish':
      return session.hands.publish(id, message.channel, message.message)
    case 'cut':
      return answer(id, cut(session, message.connection))
    case 'prompt':
      return answer(id, await session.hands.type(message.text))
    case 'stopPrompt':
      session.hands.stop()
      return { type: 'ok', id }
    case 'commands':
      return commands(session, id)
    default:
      return unreachable(message)
  }
}

function broker(session: Session, action: 'stop' | 'start' | 'restart'): Done {
  const lab = session.lab()
  if (lab === undefined)
    return { code: 'no-lab', say: 'Your lab is being opened. Press again in a moment.' }
  lab.switchBroker(action)
  return undefined
}

function cut(session: Session, connection: number): Done {
  const { lab } = session.keeper
  if (lab === undefined) return { code: 'no-lab', say: 'There is no lab any more.' }
  lab.cut(connection)
  return undefined
}

async function commands(session: Session, id: number): Promise<ServerMessage> {
  const known = await commandsOf(session.world.pool, session.keeper.lab)
  if (known !== undefined) return { type: 'commands', id, commands: [...known] }
  return answer(id, { code: 'unavailable', say: 'No Redis could tell its commands.' })
}
