/** Registers the service worker once page and editor stand: what it fetches must not stand in their way. */

/** From the page's being loaded, ms: then no editor is waited for. Some pages have none, and a slow one may never come. */
const AT_LATEST = 10_000

/** Not while developing, where files change under their names, nor in a frame of another page. */
export function keepForOffline(editorStands: Promise<void>): void {
  if (import.meta.env.DEV || window.top !== window) return
  // Without a safe connection there are none: then practice needs the network.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined) return
  const register = (): void => {
    workers.register('/sw.js').catch(() => {
      // Forbidden by the browser's settings, or the server went away: the page works without.
    })
  }
  addEventListener('load', () => {
    const late = new Promise<void>((resolve) => setTimeout(resolve, AT_LATEST))
    void Promise.race([editorStands, late]).then(register)
  })
}
