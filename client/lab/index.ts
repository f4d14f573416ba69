/** The door of the lab as the learner sees and handles it. */
export { LabLine } from './LabLine.tsx'
export { Announcer, BrokerSwitch, Limits, Notice, Repeat, Written, fetchNotice } from './later.ts'
