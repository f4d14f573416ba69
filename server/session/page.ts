/** What an app's answer is: its text, and where its redirection leads. Pure, over hostile input. */
import { VisitPath } from '../protocol/index.ts'

/** The page as text, or undefined when it is something else. */
export function pageText(body: Buffer, contentType: string): string | undefined {
  const [type = ''] = contentType.toLowerCase().split(';')
  if (!/^(|text\/.*|application\/(json|xml|javascript|.*\+xml))$/.test(type.trim()))
    return undefined
  const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    // A character set that nobody knows: browsers guess then, too.
    return body.toString('utf8')
  }
}

/** Of a page so much is looked at for how it begins, characters. */
const LOOKED_AT = 8_000
/** How a page begins, characters. */
const BEGINNING = 500

/** How a page begins, in one line: of HTML what stands between the tags. */
export function beginning(text: string, contentType: string): string {
  const start = text.slice(0, LOOKED_AT)
  const read = /^(text\/html|application\/xhtml)/i.test(contentType)
    ? start.replaceAll(/<[^<>]*>/g, ' ')
    : start
  return read.replaceAll(/\s+/g, ' ').trim().slice(0, BEGINNING)
}

/** The path of the app which `location` means on the page `path`; undefined when it leads elsewhere. */
export function appPath(
  location: string,
  { port, path }: { port: number; path: string },
): string | undefined {
  const origin = `http://localhost:${port}`
  if (!URL.canParse(location, origin + path)) return undefined
  const to = new URL(location, origin + path)
  if (to.origin !== origin && to.origin !== `http://127.0.0.1:${port}`) return undefined
  const found = VisitPath.safeParse(to.pathname + to.search)
  return found.success ? found.data : undefined
}
