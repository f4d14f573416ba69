/** How results are told: for people, as JSON, as JUnit. */
import type { Result } from './play.ts'

const indented = (text: string): string => text.replace(/^/gm, '        ')

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

export function inLines(result: Result): string {
  const { lesson, step, name, passed, ms, say } = result
  const line = `${passed ? 'passed' : 'FAILED'}  ${lesson}/${step}  ${name}  ${seconds(ms)}\n`
  return line + say.map((one) => `${indented(one)}\n`).join('')
}

const entity: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
/** Control characters cannot be written in XML at all. */
const xml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (found) => entity[found] ?? '')
    .replace(/\p{Cc}/gu, (found) => (/\s/.test(found) ? found : '?'))

/** One suite per lesson, one case per performance. */
export function inJunit(results: readonly Result[]): string {
  const lessons = [...new Set(results.map(({ lesson }) => lesson))]
  const suites = lessons.map((lesson) => {
    const own = results.filter((result) => result.lesson === lesson)
    const cases = own.map(({ step, name, ms, say }) => {
      const open = `<testcase classname="${xml(step)}" name="${xml(name)}" time="${ms / 1000}"`
      if (say.length === 0) return `    ${open}/>\n`
      return `    ${open}><failure>${xml(say.join('\n'))}</failure></testcase>\n`
    })
    const failures = own.filter(({ passed }) => !passed).length
    const counts = `tests="${own.length}" failures="${failures}"`
    return `  <testsuite name="${xml(lesson)}" ${counts}>\n${cases.join('')}  </testsuite>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`
}
