/** Registers the service worker once page and editor stand: what it fetches must not stand in their way. */

/** From the page's being loaded, ms. It fetches all files of the build, and a browser has six connections. */
const EDITOR_FIRST = 5_000

/** Not while developing, where files change under their names, nor in a frame of another page. */
export function keepForOffline(): void {
  if (import.meta.env.DEV || window.top !== window) return
  // Without a safe connection there are none: then practice needs the network.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined) return
  const register = (): void => {
    workers.register('/sw.js').catch(() => {
      // Forbidden by the browser's settings, or the server went away: the page works without.
    })
  }
  addEventListener('load', () => setTimeout(register, EDITOR_FIRST))
}
