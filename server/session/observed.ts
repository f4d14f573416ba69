/** A stream of our own to the lab's Redis, passed on as it is; what goes through is told. */
import { Duplex } from 'node:stream'

export interface Observer {
  bytes(from: 'program' | 'redis', bytes: Buffer): void
  /** Once, after all bytes. `redis`: the other end hung up first. */
  closed(by: 'you' | 'redis'): void
}

/** `way` belongs to the result: they are destroyed together. */
export function observed(way: Duplex, observer: Observer): Duplex {
  let by: 'you' | 'redis' = 'you'
  const stream = new Duplex({
    read: () => void way.resume(),
    write: (chunk: Buffer, _, done) => {
      observer.bytes('program', chunk)
      way.write(chunk, done)
    },
    final: (done) => void way.end(done),
    destroy: (error, done) => {
      way.destroy()
      observer.closed(by)
      done(error)
    },
  })
  way.on('data', (bytes: Buffer) => {
    observer.bytes('redis', bytes)
    if (!stream.push(bytes)) way.pause()
  })
  way.on('end', () => {
    by = 'redis'
    stream.push(null)
  })
  way.on('error', (error) => {
    by = 'redis'
    stream.destroy(error)
  })
  way.on('close', () => {
    if (!stream.destroyed) by = 'redis'
    stream.destroy()
  })
  return stream
}
