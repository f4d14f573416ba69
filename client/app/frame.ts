/** An app's page as the frame may show it: what loads, runs or leads out of the app is gone, its links visit the app. */
import type { VisitPage } from '../../server/protocol/index.ts'

/** The frame's sandbox and the page's policy stop them anyway; here they are not even tried. */
const GONE = 'script, link, meta, base, iframe, frame, object, embed, portal, noscript'
/** Attributes that lead or load somewhere; `href` is looked at apart. */
const LEADS =
  /^(on.*|src|srcset|srcdoc|action|formaction|ping|background|poster|data|target|xlink:href)$/

/** A document for `srcdoc`. `origin` is ours, `app` the app's, as `http://localhost:8000`. */
export function framed(page: VisitPage, origin: string, app: string): string {
  if (page.text === undefined) return say(`${page.contentType}, ${page.bytes} bytes.`)
  if (!/html/i.test(page.contentType)) return say(page.text)
  const parsed = new DOMParser().parseFromString(quiet(page.text), 'text/html')
  for (const one of parsed.querySelectorAll(GONE)) one.remove()
  for (const one of parsed.querySelectorAll('*')) {
    for (const { name, value } of [...one.attributes]) {
      if (name === 'href') lead(one, value)
      else if (LEADS.test(name) && !isPicture(name, value)) one.removeAttribute(name)
    }
  }
  return `<!doctype html>${parsed.documentElement.outerHTML}`

  function lead(link: Element, href: string): void {
    if (href.startsWith('#')) return
    const to = URL.canParse(href, app + page.path) ? new URL(href, app + page.path) : undefined
    if (to?.origin !== app) link.removeAttribute('href')
    else
      link.setAttribute(
        'href',
        `${origin}${page.follow}${encodeURIComponent(to.pathname + to.search)}`,
      )
  }
}

/** Parsing alone would have the browser complain of them in its console. */
function quiet(text: string): string {
  return text.replaceAll(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/^<base\b/i, '<meta').replaceAll(/([\s"'/])on(\w+\s*=)/gi, '$1data-on$2'),
  )
}

function isPicture(name: string, value: string): boolean {
  return name === 'src' && value.startsWith('data:image/')
}

/** Text as a document. */
function say(text: string): string {
  const made = document.implementation.createHTMLDocument()
  const pre = made.createElement('pre')
  pre.textContent = text
  made.body.append(pre)
  return made.documentElement.outerHTML
}
