/**
 * Lessons that were read before, in one file: their heads together, each body when it is asked for.
 *
 *   sha256 of the index | where it begins | its length | bodies | index
 *
 * The file is written whole beside its place and then moved there, so that who reads never sees half of one, and it is
 * never changed after: whoever has it open may go on reading, also when it has been replaced or taken away. To open it
 * costs what the heads cost: a body is held against its own sum when it is read.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { LessonBody, LessonHead } from './readLesson.ts'

interface Made {
  /** Of every byte that the lesson was made from. */
  readonly key: string
  /** How its files looked before they were read; undefined when that says too little. */
  readonly stamp: string | undefined
  readonly head: LessonHead
}

/** What was made of a lesson. */
export interface Packed extends Made {
  readonly body: () => Buffer
}

/** A lesson in a pack; its body is undefined when the file is damaged there. */
export interface Kept extends Made {
  readonly body: () => Buffer | undefined
}

interface Place extends Made {
  readonly at: number
  readonly length: number
  /** Of the body. */
  readonly sum: Buffer
}

interface Index {
  readonly version: string
  readonly lessons: readonly Place[]
}

const SUM = 32
const HEADER = SUM + 16

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
  /** By id. */
  readonly lessons: ReadonlyMap<string, Kept>

  private constructor(file: number, { lessons }: Index) {
    this.#file = file
    forgotten.register(this, file)
    this.lessons = new Map(
      lessons.map(({ at, length, sum, ...made }): [string, Kept] => [
        made.head.id,
        { ...made, body: () => this.#read(at, length, sum) },
      ]),
    )
  }

  #read(at: number, length: number, sum: Buffer): Buffer | undefined {
    const bytes = read(this.#file, at, length)
    return sumOf(bytes).equals(sum) ? bytes : undefined
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
      const index = readIndex(file)
      if (index?.version === version) return new Pack(file, index)
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
      const index = writeAll(file, version, lessons)
      renameSync(half, path)
      return new Pack(file, index)
    } catch (error) {
      closeSync(file)
      rmSync(half, { force: true })
      throw error
    }
  }
}

function sumOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
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

/** The index, if every byte of it is as it was written. */
function readIndex(file: number): Index | undefined {
  const header = read(file, 0, HEADER)
  const at = Number(header.readBigUInt64LE(SUM))
  const length = Number(header.readBigUInt64LE(SUM + 8))
  if (at + length !== fstatSync(file).size) return undefined
  const bytes = read(file, at, length)
  return sumOf(bytes).equals(header.subarray(0, SUM)) ? (deserialize(bytes) as Index) : undefined
}

/** Returns what was written of the lessons, and where. */
function writeAll(file: number, version: string, lessons: readonly Packed[]): Index {
  let at = HEADER
  const put = (bytes: Buffer, to: number): void => {
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, to + done)
  }
  const places = lessons.map(({ key, stamp, head, body }): Place => {
    const bytes = body()
    const place = { key, stamp, head, at, length: bytes.length, sum: sumOf(bytes) }
    put(bytes, at)
    at += bytes.length
    return place
  })
  const index = { version, lessons: places }
  const bytes = serialize(index)
  const header = Buffer.alloc(HEADER)
  sumOf(bytes).copy(header)
  header.writeBigUInt64LE(BigInt(at), SUM)
  header.writeBigUInt64LE(BigInt(bytes.length), SUM + 8)
  put(bytes, at)
  put(header, 0)
  return index
}
