/** One question of each kind for tests, on the step of the small course. */

const rest = '    worked: [w]\n    mistakes: [m]\n    check: c\n'
const head = (kind: string) => `    kind: ${kind}\n    idea: It\n    from: 02-run\n    ask: What?\n`

/** The fields of a question of each kind; the reasons say SECRET. */
export const kinds = {
  single: `${head('single')}    options:
      - { text: yes, right: true, why: SECRET yes }
      - { text: nope, why: SECRET no }
${rest}`.replaceAll('text: yes', "text: 'yes'"),
  multiple: `${head('multiple')}    options:
      - { text: a, right: true, why: SECRET a }
      - { text: b, right: true, why: SECRET b }
      - { text: c, why: SECRET c }
${rest}`,
  order: `${head('order')}    lines:
      - { code: one, why: SECRET 1 }
      - { code: two, why: SECRET 2 }
      - { code: three, why: SECRET 3 }
    extra:
      - { code: four, why: SECRET 4 }
${rest}`,
  gap: `${head('gap')}    code: x = ___
    gaps:
      - accept: ["print('hi')"]
        matches: puts?
        why: SECRET right
        wrong: [{ is: say, why: SECRET say }]
        otherwise: SECRET other
${rest}`,
  output: `${head('output')}    program: main
    edits: [{ file: main.py, replace: hello, by: 'bye' }]
    prints: |
      bye
    why: SECRET right
    otherwise: SECRET other
${rest}`,
  line: `${head('line')}    file: main.py
    right: print('hello')
    why: SECRET right
    otherwise: SECRET other
${rest}`,
  match: `${head('match')}    pairs:
      - { left: I, right: one, why: SECRET 1 }
      - { left: II, right: two, why: SECRET 2 }
      - { left: III, right: three, why: SECRET 3 }
    extra: [four]
${rest}`,
  run: `${head('run')}    program: main
    prints: hello
    part: h(ell)o
    why: SECRET right
    otherwise: SECRET other
${rest}`,
} as const

/** A quiz.yaml with this one question, `what`. */
export function quizOf(form: string): string {
  return `questions:\n  what:\n${form}`
}
