/** The numbers of the calls that filters name against the kernel's own headers, for the architecture nobody runs this on, too. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CALLS, FIRST_UNREVIEWED, numberOf, type Arch } from './syscalls.ts'

/** Of Debian's and Ubuntu's `linux-libc-dev`; arm64 takes its numbers from the generic table. */
const HEADERS: Readonly<Record<Arch, string>> = {
  x64: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h',
  arm64: '/usr/include/asm-generic/unistd.h',
}

/** `__NR_call` by `call`; calls of which there is a 32-bit and a 64-bit one have the 64-bit one's number. */
function numbersIn(header: string): ReadonlyMap<string, number> {
  const found = header.matchAll(/^\s*#\s*define\s+__NR(?:3264)?_(\w+)\s+(\d+)\s*$/gm)
  return new Map([...found].map(([, call = '', number]) => [call, Number(number)]))
}

describe.each(['x64', 'arm64'] as const)('on %s', (arch) => {
  const path = HEADERS[arch]

  it.skipIf(!existsSync(path))('each call has the kernel’s number, or is none there', () => {
    const theirs = numbersIn(readFileSync(path, 'utf8'))
    expect(theirs.size).toBeGreaterThan(250)
    const ours = CALLS.map((call) => [call, numberOf(call, arch)])
    expect(ours).toEqual(CALLS.map((call) => [call, theirs.get(call)]))
  })

  it('no two calls have one number, and all of them were reviewed', () => {
    const numbers = CALLS.flatMap((call) => numberOf(call, arch) ?? [])
    expect(numbers).toHaveLength(new Set(numbers).size)
    expect(numbers.filter((number) => number >= FIRST_UNREVIEWED)).toEqual([])
  })
})
