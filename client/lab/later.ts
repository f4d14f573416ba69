/** Parts of the lab that only some steps or a press need, in chunks of their own. */
import { later } from '../ui/index.ts'

export const About = later(async () => (await import('./About.tsx')).About)
export const Announcer = later(async () => (await import('./Announcer.tsx')).Announcer)
export const BrokerSwitch = later(async () => (await import('./BrokerSwitch.tsx')).BrokerSwitch)
export const Limits = later(async () => (await import('./Limits.tsx')).Limits)
export const Queue = later(async () => (await import('./Queue.tsx')).Queue)
export const Repeat = later(async () => (await import('./Repeat.tsx')).Repeat)
export const Written = later(async () => (await import('./Written.tsx')).Written)

const loadNotice = async () => (await import('./Notice.tsx')).Notice
export const Notice = later(loadNotice)

/** Once the page stands: a notice that the server is away can't be fetched from the server. */
export function fetchNotice(): void {
  loadNotice().catch(() => {
    // Tried again when it is drawn; without it the top bar still tells the state.
  })
}
