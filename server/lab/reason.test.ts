/** Raw wait statuses and causes become exactly one reason. */
import { describe, expect, it } from 'vitest'
import { endReason, shellStatus, signalName } from './reason.ts'

const ended = (
  cause: 'exit' | 'stopped' | 'time' | 'memory' | 'sockets' | 'refused',
  status?: number,
) => ({ op: 'ended', run: 1, at: 0, cause, status }) as const

describe('the end of a run', () => {
  it.each([
    [0, { type: 'exit', code: 0 }, 0],
    [3 << 8, { type: 'exit', code: 3 }, 3],
    [255 << 8, { type: 'exit', code: 255 }, 255],
    [15, { type: 'signal', name: 'SIGTERM' }, 143],
    [6 | 0x80, { type: 'signal', name: 'SIGABRT' }, 134],
    [11 | 0x80, { type: 'signal', name: 'SIGSEGV' }, 139],
  ])('with raw status %d says how', (status, reason, shell) => {
    expect(endReason(ended('exit', status), 1)).toEqual(reason)
    expect(shellStatus(ended('exit', status))).toBe(shell)
  })

  it('by Stop is stopped, whatever the program made of it', () => {
    expect(endReason(ended('stopped', 2), 1)).toEqual({ type: 'stopped' })
    expect(shellStatus(ended('stopped', 2))).toBe(130)
    expect(shellStatus(ended('stopped'))).toBe(137)
  })

  it('by a limit has its name and value', () => {
    expect(endReason(ended('time', 9), 600_000)).toEqual({
      type: 'limit',
      name: 'time',
      value: '10 min',
    })
    expect(endReason(ended('time', 9), 1_500)).toMatchObject({ value: '1.5 s' })
    expect(endReason(ended('memory', 9), 1)).toMatchObject({ name: 'memory', value: '256 MB' })
  })

  it('before the start has no status', () => {
    expect(endReason({ ...ended('refused'), say: 'No.' }, 1)).toEqual({
      type: 'refused',
      say: 'No.',
    })
    expect(shellStatus(ended('refused'))).toBeUndefined()
  })
})

it('signals have the names people know', () => {
  expect([1, 2, 6, 9, 11, 15, 29, 31, 34, 36].map(signalName)).toEqual([
    ...['SIGHUP', 'SIGINT', 'SIGABRT', 'SIGKILL', 'SIGSEGV', 'SIGTERM', 'SIGIO', 'SIGSYS'],
    ...['SIGRTMIN', 'SIGRTMIN+2'],
  ])
})
