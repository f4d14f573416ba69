/** The plan that apt prints. */
import { expect, test } from 'vitest'
import { parseClosure } from './apt.ts'

test('the closure is what apt would add, with the version it would take', () => {
  const printed = [
    'Reading package lists...',
    'The following NEW packages will be installed:',
    '  libjemalloc2 redis-server',
    'Inst libjemalloc2 (5.3.0-1 Debian:12.11/stable [amd64])',
    'Inst redis-server (5:7.0.15-1~deb12u10 Debian:12.11/stable [amd64])',
    'Conf libjemalloc2 (5.3.0-1 Debian:12.11/stable [amd64])',
  ].join('\n')
  expect(parseClosure(printed)).toEqual([
    { name: 'libjemalloc2', version: '5.3.0-1' },
    { name: 'redis-server', version: '5:7.0.15-1~deb12u10' },
  ])
})

test('a package that would be upgraded belongs to the closure in its new version', () => {
  expect(parseClosure('Inst libssl3 [3.0.15-1] (3.0.16-1 Debian:12 [amd64]) []')).toEqual([
    { name: 'libssl3', version: '3.0.16-1' },
  ])
})

test('nothing to add is an empty closure', () => {
  expect(parseClosure('0 upgraded, 0 newly installed, 0 to remove')).toEqual([])
})
