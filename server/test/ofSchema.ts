/** Values of a schema of the protocol: what it allows is tried without being listed anew. */
import fc from 'fast-check'
import type * as z from 'zod/mini'

/** What a string or a number of this key usually is; the key of a list's and a record's elements is the list's own. */
export type Usual = (key: string) => fc.Arbitrary<string | number> | undefined

/** Of a schema's definition what is looked at here. */
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly element?: z.ZodMiniType
  readonly options?: readonly z.ZodMiniType[]
  readonly innerType?: z.ZodMiniType
  readonly keyType?: z.ZodMiniType
  readonly valueType?: z.ZodMiniType
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, string>>
}

const texts = fc.oneof(
  fc.constantFrom(...['', 'a', '__proto__', 'constructor', '../a', '\0', '\u202e\ud800', '🙂']),
  fc.constantFrom('x'.repeat(300), 'y'.repeat(70_000), '\u001b[31m', '<img src=x onerror=1>'),
  fc.string({ maxLength: 12, unit: 'binary' }),
)
const numbers = fc.oneof(
  { weight: 3, arbitrary: fc.nat(20) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 0.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53), 1e308) },
)

/** Values that `schema` takes, as a rule: what its checks refuse is among them, too. */
export function ofSchema(schema: z.ZodMiniType, usual: Usual, key = ''): fc.Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition
  const of = (one: z.ZodMiniType | undefined): fc.Arbitrary<unknown> =>
    one === undefined ? fc.constant(undefined) : ofSchema(one, usual, key)
  switch (definition.type) {
    case 'object':
      return objects(definition.shape ?? {}, usual)
    case 'array':
      return fc.array(of(definition.element), { maxLength: 4 })
    case 'record':
      return fc
        .array(fc.tuple(of(definition.keyType), of(definition.valueType)), { maxLength: 3 })
        .map((pairs) => Object.fromEntries(pairs.map(([name, value]) => [String(name), value])))
    case 'union':
      return fc.oneof(...(definition.options ?? []).map(of))
    case 'optional':
      return fc.option(of(definition.innerType), { nil: undefined })
    case 'nullable':
      return fc.option(of(definition.innerType))
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []))
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}))
    case 'boolean':
      return fc.boolean()
    default:
      return plain(definition.type === 'string' ? texts : numbers, usual(key))
  }
}

function objects(
  shape: Readonly<Record<string, z.ZodMiniType>>,
  usual: Usual,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(
    ([name, schema]) => [name, ofSchema(schema, usual, name)] as const,
  )
  return fc.record(Object.fromEntries(fields)).map(withoutAbsent)
}

/** An absent field is not there, as in JSON. */
function withoutAbsent(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))
}

function plain(
  any: fc.Arbitrary<string | number>,
  usual: fc.Arbitrary<string | number> | undefined,
): fc.Arbitrary<string | number> {
  if (usual === undefined) return any
  return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: any })
}
