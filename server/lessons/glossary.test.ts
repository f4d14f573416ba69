/** The glossary: what the author is told of it, and what becomes of a link to a term. */
import { describe, expect, test } from 'vitest'
import { remarks, writeCourse } from './course.fixture.ts'
import { loadCourse } from './load.ts'
import { Mistakes } from './mistakes.ts'
import { readGlossary } from './glossary.ts'
import { Spelling } from './spelling.ts'

const readme = '01-first/02-run/README.md'
const quiz = '01-first/quiz.yaml'
const file = `# Glossary

## channel

A name.

Not: topic, chanell.

## subscriber

Listens to a [channel](#channel).

## Redis Stack

More of \`Redis\`.

Not: redis stack.
`
const step = (text: string) =>
  `# Run\n\n[One](../../glossary.md#channel), [two](../../glossary.md#subscriber), [three](../../glossary.md#redis-stack).\n\n${text}\n`
const course = (text: string, more: Record<string, string> = {}) =>
  remarks({ 'glossary.md': file, [readme]: step(text), ...more })

describe('a word in prose', () => {
  test.each([
    ['is right in the plural', 'Two channels, one Channel.', []],
    [
      'is wrong when it is listed',
      'A topic.',
      ['5:3 The glossary does not spell it topic. Did you mean channel?'],
    ],
    [
      'is wrong in the plural',
      'Two topics.',
      ['5:5 The glossary does not spell it topic. Did you mean channel?'],
    ],
    ['is left alone inside another', 'The topical anti-topic.', []],
    [
      'is wrong by its capitals alone',
      'A redis stack.',
      ['5:3 The glossary does not spell it redis stack. Did you mean Redis Stack?'],
    ],
    ['may be near to a term', 'Subscribe, subscribed, subscribes, subscribing.', []],
    [
      'is a slip with a letter missing',
      'The subcriber.',
      ['5:5 The glossary does not spell it subcriber. Did you mean subscriber?'],
    ],
    [
      'is a slip with two swapped',
      'The chanenls.',
      ['5:5 The glossary does not spell it chanenls. Did you mean channel?'],
    ],
    ['is not looked at in code', 'Call `topic`.', []],
    [
      'is found in its line, as often as it stands there',
      'One *and*\na topic, then\n\n- a topic topic.',
      ['6:3', '8:5', '8:11'].map(
        (at) => `${at} The glossary does not spell it topic. Did you mean channel?`,
      ),
    ],
  ])('%s', async (_, text, said) => {
    expect(await course(text)).toEqual(said.map((one) => `${readme}:${one}`))
  })

  test('is looked at in the title, in a quiz and in the texts of a step', async () => {
    const wrong = 'The glossary does not spell it topic. Did you mean channel?'
    const predict = `predict:\n  ask: Which topic?\n  options:\n    - { text: A., if: { ends: {} }, why: a }\n    - { text: B., if: { running: {} }, why: b }\n`
    const said = await course('Text.', {
      '01-first/01-read/README.md': '# The topic\n\nText.\n',
      '01-first/02-run/step.yaml': `programs:\n  main: { file: main.py }\n${predict}`,
      [quiz]: `questions:
  what:
    kind: single
    idea: The topic
    from: 02-run
    ask: What?
    options: [{ text: a, right: true, why: a }, { text: b, why: b topic }]
    worked: [a]
    mistakes: [b]
    check: c
`,
    })
    expect(said).toEqual([
      `01-first/01-read/README.md:1:7 ${wrong}`,
      `01-first/02-run/step.yaml:4:8 ${wrong}`,
      `${quiz}:4:11 ${wrong}`,
      `${quiz}:7:65 ${wrong}`,
    ])
  })
})

describe('a link to a term', () => {
  test.each([
    [
      'unknown',
      '[a](../../glossary.md#chanel)',
      'The glossary has no term chanel. Did you mean channel?',
    ],
    [
      'without a term',
      '[a](../../glossary.md)',
      'A link to the glossary names a term: ../../glossary.md#channel. Known: channel, subscriber, redis-stack.',
    ],
    [
      'by a way that leads nowhere on a Git host',
      '[a](../glossary.md#channel)',
      'From here the glossary is ../../glossary.md. Write ../../glossary.md#channel.',
    ],
  ])('%s', async (_, text, said) => {
    expect(await course(text)).toEqual([`${readme}:5:1 ${said}`])
  })

  test('without a glossary', async () => {
    expect(
      await remarks({ [readme]: '# A\n\n[`print`](main.py#L1) [a](../../glossary.md#a)\n' }),
    ).toEqual([`${readme}:3:23 The glossary has no term a. There is none here yet.`])
  })

  test('opens its card, and is described by it', async () => {
    const { root, remove } = await writeCourse({ 'glossary.md': file, [readme]: step('') })
    try {
      const { lessons, glossary } = await loadCourse(root)
      expect(lessons[0]?.view.steps[1]?.html).toContain(
        '<a href="/glossary#channel" data-term="channel" aria-describedby="term-channel">One</a>',
      )
      expect(glossary.terms[1]).toEqual({
        id: 'subscriber',
        name: 'subscriber',
        html: '<p>Listens to a <a href="/glossary#channel" data-term="channel" aria-describedby="term-channel">channel</a>.</p>',
        steps: [{ lesson: '01-first', step: '02-run', title: 'Run' }],
        more: 0,
      })
    } finally {
      await remove()
    }
  })
})

describe('the glossary', () => {
  const told = (source: string) => {
    const mistakes = new Mistakes()
    readGlossary(source, mistakes)
    return mistakes.all.map(({ line, column, say }) => `${line}:${column} ${say}`)
  }

  test.each([
    ['a term twice', '## a\n\nx\n\n## a\n\ny\n', '5:1 a stands on line 1 as well. Keep one.'],
    [
      'a term without a text',
      '## a\n\n## b\n\ny\n',
      '1:1 a has no text. Say in a sentence what it means.',
    ],
    [
      'a term with wrong spellings alone',
      '## a\n\nNot: b.\n',
      '1:1 a has no text. Say in a sentence what it means.',
    ],
    [
      'a heading of another size',
      '## a\n\nx\n\n### b\n',
      '5:1 A term is a heading of two signs: ## subscriber. Change it.',
    ],
    [
      'a link to no term',
      '## abc\n\n[x](#abd)\n',
      '3:1 The glossary has no term abd. Did you mean abc?',
    ],
    [
      'a picture',
      '## a\n\n![x](y.png)\n',
      '3:1 The glossary has words, code and links as [channel](#channel). Say it so.',
    ],
    [
      'raw HTML',
      '## a\n\n<script>x</script>\n',
      '3:1 The glossary has words, code and links as [channel](#channel). Say it so.',
    ],
    [
      'a long text',
      `## a\n\n${'x '.repeat(50)}\n`,
      '1:1 a has 50 words; a card is read in passing. Use at most 45.',
    ],
  ])('%s', (_, source, said) => {
    expect(told(source)).toContain(said)
  })

  test('warns of a term that no text leads to', async () => {
    expect(await remarks({ 'glossary.md': '## a thing\n\nx\n' })).toEqual([
      'glossary.md:1:1 warning: No text leads to a thing. Link it where it is first used: #a-thing.',
    ])
  })
})

test('spelling looks at a long text in time that grows with it', () => {
  const terms = Array.from({ length: 200 }, (_, at) => ({
    name: `subscriber${at}`,
    not: [`topic${at}`],
  }))
  const spelling = new Spelling(terms)
  // Of the processor's time: others may want it, too.
  const began = process.cpuUsage()
  spelling.check('the subscription of a publisher '.repeat(5_000))
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1_500)
})
