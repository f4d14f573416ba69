/** Two set-ups of one folder never overlap. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { inTurn } from './turn.ts'

test('the second begins when the first has ended, also when that failed', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'turn-'))
  const other = await fs.mkdtemp(path.join(os.tmpdir(), 'turn-'))
  const order: string[] = []
  let second: Promise<unknown> = Promise.resolve()
  const first = inTurn(async () => {
    second = inTurn(() => Promise.resolve(order.push('second')), folder)
    // Another folder's set-up is not in the way, and takes as long as the second's asking.
    await inTurn(() => Promise.resolve(order.push('elsewhere')), other)
    order.push('first')
    throw new Error('full disk')
  }, folder)
  await expect(first).rejects.toThrow('full disk')
  await second
  expect(order).toEqual(['elsewhere', 'first', 'second'])
  await fs.rm(folder, { recursive: true })
  await fs.rm(other, { recursive: true })
})
