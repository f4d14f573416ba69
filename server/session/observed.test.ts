import { Duplex, PassThrough } from 'node:stream'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { observed } from './observed.ts'

/** A way whose two ends the test holds. */
function way(): { stream: Duplex; sent: PassThrough; came: PassThrough; told: string[] } {
  const [sent, came] = [new PassThrough(), new PassThrough()]
  const told: string[] = []
  const stream = observed(Duplex.from({ readable: came, writable: sent }), {
    bytes: (from, bytes) => told.push(`${from} ${bytes.toString()}`),
    closed: (by) => told.push(`closed by ${by}`),
  })
  stream.on('error', () => undefined)
  return { stream, sent, came, told }
}

test('bytes pass both ways as they are, and are told in order', async () => {
  const { stream, sent, came, told } = way()
  stream.write('PING\r\n')
  expect(String((await once(sent, 'data'))[0])).toBe('PING\r\n')
  came.write('+PONG\r\n')
  expect(String((await once(stream, 'data'))[0])).toBe('+PONG\r\n')
  expect(told).toEqual(['program PING\r\n', 'redis +PONG\r\n'])
})

test('who hung up is told once', async () => {
  const ours = way()
  ours.stream.destroy()
  await once(ours.stream, 'close')
  expect(ours.told).toEqual(['closed by you'])
  const theirs = way()
  theirs.stream.resume()
  theirs.came.end()
  await once(theirs.stream, 'end')
  theirs.stream.end()
  await once(theirs.stream, 'close')
  expect(theirs.told).toEqual(['closed by redis'])
})
