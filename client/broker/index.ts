/** The door of hands on the broker. */
export { PublishRow } from './PublishRow.tsx'
export { RedisPanel } from './RedisPanel.tsx'
