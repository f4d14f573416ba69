/** The door of the lab as the learner sees and handles it. */
export { Announcer } from './Announcer.tsx'
export { LabLine } from './LabLine.tsx'
export { Limits } from './Limits.tsx'
export { BrokerSwitch, Notice, Repeat, Written, fetchNotice } from './later.ts'
