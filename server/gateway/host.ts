/** Whether a request names this machine: a name that was made to point here (DNS rebinding) does not. */

/** `host` is the Host header, with or without a port. */
export function isLocalHost(host: string | undefined): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? '')
}
