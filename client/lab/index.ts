/** The door of the lab as the learner sees and handles it. */
export { Announcer } from './Announcer.tsx'
export { BrokerSwitch } from './BrokerSwitch.tsx'
export { LabLine } from './LabLine.tsx'
export { Notice } from './Notice.tsx'
export { Repeat } from './Repeat.tsx'
export { Written } from './Written.tsx'
