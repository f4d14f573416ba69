/** Registers the service worker once the page stands: what it fetches must not stand in the page's way. */

/** Not while developing, where files change under their names, nor in a frame of another page. */
export function keepForOffline(): void {
  if (import.meta.env.DEV || window.top !== window) return
  // Without a safe connection there are none: then practice needs the network.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined) return
  addEventListener('load', () => {
    workers.register('/sw.js').catch(() => {
      // Forbidden by the browser's settings, or the server went away: the page works without.
    })
  })
}
