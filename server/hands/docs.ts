/** The commands of a Redis as it documents them itself: names, arguments as redis-cli writes them, one line each. */
import * as z from 'zod/mini'
import type { CommandDoc } from '../protocol/index.ts'
import { Client, type Open } from './client.ts'

/** Of more than Redis has; a Redis that a program took over can claim anything. */
const MOST = 1_000
const LONGEST = 500

/** Asks over a way of its own. Rejects when Redis does not tell. */
export async function askCommands(open: Open): Promise<CommandDoc[]> {
  const client = new Client(open)
  try {
    return read(await client.ask('COMMAND', 'DOCS')).slice(0, MOST)
  } finally {
    client.close()
  }
}

/** RESP2 tells a map as keys and values in turn. */
const Flat = z.array(z.unknown())

function entries(flat: unknown): [string, unknown][] {
  const all = Flat.safeParse(flat)
  if (!all.success) return []
  return all.data.flatMap((key, at): [string, unknown][] =>
    at % 2 === 0 && typeof key === 'string' ? [[key, all.data[at + 1]]] : [],
  )
}

function read(docs: unknown): CommandDoc[] {
  return entries(docs).flatMap(([name, flat]): CommandDoc[] => {
    const doc = new Map(entries(flat))
    const subcommands = doc.get('subcommands')
    if (subcommands !== undefined) return read(subcommands)
    return [
      {
        name: short(name.replace('|', ' ').toUpperCase()),
        args: short(list(doc.get('arguments')).map(wordsOf).join(' ')),
        summary: short(text(doc.get('summary'))),
      },
    ]
  })
}

function list(value: unknown): unknown[] {
  const all = Flat.safeParse(value)
  return all.success ? all.data : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function short(words: string): string {
  return words.slice(0, LONGEST)
}

/** One argument: `[NX | XX]`, `key [key ...]`, `EX seconds`. */
function wordsOf(flat: unknown): string {
  const argument = new Map(entries(flat))
  const flags = list(argument.get('flags'))
  const type = text(argument.get('type'))
  const token = text(argument.get('token'))
  const parts = list(argument.get('arguments')).map(wordsOf)
  const inner = innerOf(type, parts, text(argument.get('name')))
  const once = type === 'pure-token' ? token : token === '' ? inner : `${token} ${inner}`
  const again = flags.includes('multiple_token') || token === '' ? once : inner
  const all = flags.includes('multiple') ? `${once} [${again} ...]` : once
  if (flags.includes('optional')) return `[${all}]`
  return type === 'oneof' && token === '' ? `<${all}>` : all
}

function innerOf(type: string, parts: readonly string[], name: string): string {
  if (type === 'oneof') return parts.join(' | ')
  return type === 'block' ? parts.join(' ') : name
}
