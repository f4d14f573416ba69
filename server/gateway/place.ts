/** From an address to what is counted as one: a household's IPv6 addresses are one place. */
import ipaddr from 'ipaddr.js'

/** Bytes of an IPv6 address that the provider gives; the rest is the household's to choose. */
const PREFIX = 8

export function placeOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return Buffer.from(parsed.toByteArray().slice(0, PREFIX)).toString('hex')
}
