/**
 * Lessons that were read before, in one file: their heads together, each body when it is asked for.
 *
 *   sha256 of all that follows | length of the index | index | bodies
 *
 * The file is written whole beside its place and then moved there, so that who reads never sees half of one, and it is
 * never changed after: whoever has it open may go on reading, also when it has been replaced or taken away.
 */
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { LessonBody, LessonHead } from './readLesson.ts'

/** What was made of a lesson, and the key of what it was made from. */
export interface Packed {
  readonly key: string
  readonly head: LessonHead
  readonly body: () => Buffer
}

interface Place {
  readonly key: string
  readonly head: LessonHead
  /** Counted from the first body. */
  readonly at: number
  readonly length: number
}

interface Index {
  readonly version: string
  readonly lessons: readonly Place[]
}

const SUM = 32
const HEADER = SUM + 8
const BLOCK = 1 << 20

/** A body from the bytes that a pack keeps of it. */
export function bodyOf(bytes: Buffer): LessonBody {
  return deserialize(bytes) as LessonBody
}

export function bytesOf(body: LessonBody): Buffer {
  return serialize(body)
}

/** What is open is closed when nobody can ask for it any more. */
const forgotten = new FinalizationRegistry((file: number) => closeSync(file))

export class Pack {
  readonly #file: number
  readonly #lessons = new Map<string, Packed>()

  /** `start`: where the bodies begin. */
  private constructor(file: number, { lessons }: Index, start: number) {
    this.#file = file
    forgotten.register(this, file)
    for (const { key, head, at, length } of lessons)
      this.#lessons.set(head.id, { key, head, body: () => this.#read(start + at, length) })
  }

  #read(at: number, length: number): Buffer {
    return read(this.#file, at, length)
  }

  /** The lesson as it was made from what has this key. */
  find(id: string, key: string): Packed | undefined {
    const found = this.#lessons.get(id)
    return found?.key === key ? found : undefined
  }

  get size(): number {
    return this.#lessons.size
  }

  /** The pack at `path`; undefined when there is none, it is damaged, or another version of this code has made it. */
  static open(path: string, version: string): Pack | undefined {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch {
      // Not there, or not ours to read: the lessons themselves are.
      return undefined
    }
    try {
      const found = readIndex(file)
      if (found?.index.version === version) return new Pack(file, found.index, found.start)
    } catch {
      // Damaged in a way that even its sum did not tell.
    }
    closeSync(file)
    return undefined
  }

  /** Writes a pack to `path` and opens it. Throws as the disk does; `path` is then as it was. */
  static write(path: string, version: string, lessons: readonly Packed[]): Pack {
    mkdirSync(dirname(path), { recursive: true })
    const half = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
    const file = openSync(half, 'wx+', 0o644)
    try {
      const index = indexOf(version, lessons)
      const start = writeAll(file, index, lessons)
      renameSync(half, path)
      return new Pack(file, index, start)
    } catch (error) {
      closeSync(file)
      rmSync(half, { force: true })
      throw error
    }
  }
}

function read(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let have = 0
  while (have < length) {
    const more = readSync(file, bytes, have, length - have, at + have)
    if (more === 0) throw new Error('a pack of lessons is shorter than it says')
    have += more
  }
  return bytes
}

/** The index, if every byte is as it was written. */
function readIndex(file: number): { index: Index; start: number } | undefined {
  const header = read(file, 0, HEADER)
  const hash = createHash('sha256').update(header.subarray(SUM))
  const block = Buffer.allocUnsafe(BLOCK)
  for (let at = HEADER; ;) {
    const got = readSync(file, block, 0, BLOCK, at)
    if (got === 0) break
    hash.update(block.subarray(0, got))
    at += got
  }
  if (!hash.digest().equals(header.subarray(0, SUM))) return undefined
  const length = Number(header.readBigUInt64LE(SUM))
  return { index: deserialize(read(file, HEADER, length)) as Index, start: HEADER + length }
}

function indexOf(version: string, lessons: readonly Packed[]): Index {
  let next = 0
  const places = lessons.map(({ key, head, body }): Place => {
    const at = next
    const { length } = body()
    next += length
    return { key, head, at, length }
  })
  return { version, lessons: places }
}

/** Returns where the bodies begin. */
function writeAll(file: number, index: Index, lessons: readonly Packed[]): number {
  const hash = createHash('sha256')
  let at = SUM
  const put = (bytes: Buffer): void => {
    hash.update(bytes)
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, at + done)
    at += bytes.length
  }
  const head = serialize(index)
  const length = Buffer.alloc(HEADER - SUM)
  length.writeBigUInt64LE(BigInt(head.length))
  put(length)
  put(head)
  const start = at
  for (const { body } of lessons) put(body())
  writeSync(file, hash.digest(), 0, SUM, 0)
  return start
}
