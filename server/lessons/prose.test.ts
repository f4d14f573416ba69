/** Prose: what Markdown becomes, and what never reaches the page. */
import { describe, expect, test } from 'vitest'
import { noGlossary } from './glossary.ts'
import { Mistakes } from './mistakes.ts'
import { parseMarkdown, renderDocument, unwrap } from './prose.ts'
import { readReadme } from './readme.ts'

function read(source: string) {
  const step = {
    id: '01-a',
    files: new Map([['my views.py', 'import a\n']]),
    pictures: new Set<string>(),
    shares: new Set(['often-lost']),
    counted: true,
  }
  const mistakes = new Mistakes()
  const words = { glossary: noGlossary, terms: new Set<string>() }
  const around = { lesson: '01-first', steps: ['01-a', '02-b'], ...words, step }
  return { ...readReadme({ path: 'README.md', source }, around, mistakes), mistakes: mistakes.all }
}

describe('a step', () => {
  test('gives its title apart from its text', () => {
    expect(read('# The `title`\n\nText.\n')).toMatchObject({
      title: 'The title',
      html: '<p>Text.</p>',
    })
  })

  test('has a word for a share, which the page says a number behind', () => {
    expect(read('# A\n\nIt is [often](step.yaml#often-lost) lost.\n')).toMatchObject({
      html: '<p>It is <span data-measured="often-lost">often</span> lost.</p>',
      mistakes: [],
    })
  })

  test('links to a line of a file by data attributes', () => {
    expect(read('# A\n\n[it](my%20views.py#L1)\n').html).toBe(
      '<p><a href="my%20views.py#L1" data-file="my views.py" data-line="1">it</a></p>',
    )
  })

  test('links to another step', () => {
    expect(read('# A\n\n[it](../02-b/) [too](../02-b/README.md)\n').html).toBe(
      '<p><a href="02-b" data-step="02-b">it</a> <a href="02-b" data-step="02-b">too</a></p>',
    )
  })

  test('opens other sites in a tab of their own', () => {
    expect(read('# A\n\n[it](https://redis.io)\n').html).toBe(
      '<p><a href="https://redis.io" target="_blank" rel="noreferrer">it</a></p>',
    )
  })

  test('warns above 150 words', () => {
    expect(read(`# A\n\n${'word '.repeat(160)}\n`).mistakes).toMatchObject([{ weight: 'warning' }])
  })

  test('warns of a link that says only where it is', () => {
    expect(read('# A\n\nClick [here](../02-b/).\n').mistakes).toMatchObject([
      { weight: 'warning', line: 3 },
    ])
  })
})

describe('Markdown', () => {
  const html = (source: string) => renderDocument(parseMarkdown(source))

  test('colours Python by class', () => {
    expect(html('```python\nimport redis\n```')).toContain(
      '<span class="hljs-keyword">import</span> redis',
    )
  })

  test('makes notes of alerts', () => {
    expect(html('> [!NOTE]\n> Redis must be running.')).toBe(
      '<aside class="note">\n<p>Redis must be running.</p>\n</aside>',
    )
  })

  test('keeps tables', () => {
    expect(html('| a |\n| --- |\n| b |')).toContain('<td>b</td>')
  })

  test.each([
    ['[x](javascript:alert(1))', '<p><a>x</a></p>'],
    ['<script>alert(1)</script>', ''],
    ['<b onclick="x()">b</b>', '<p>b</p>'],
    ['[x](data:text/html,hi)', '<p><a>x</a></p>'],
    ['![x](data:image/svg+xml,hi)', '<p><img alt="x"></p>'],
    ['![x](https://elsewhere.example/x.png)', '<p><img alt="x"></p>'],
    ['![&lt;i>x](x.png)', '<p><img src="x.png" alt="&#x3C;i&#x3E;x"></p>'],
    ['[a > b](#x "&lt;script>")', '<p><a href="#x" title="&#x3C;script&#x3E;">a > b</a></p>'],
  ])('lets no code through: %s', (source, expected) => {
    expect(html(source)).toBe(expected)
  })

  test('short texts come without a paragraph around them', () => {
    expect(unwrap(html('`a` is *it*'))).toBe('<code>a</code> is <em>it</em>')
    expect(unwrap(html('one\n\ntwo'))).toBe('<p>one</p>\n<p>two</p>')
    expect(unwrap(html('one\n- two\n\nthree'))).toMatch(/^<p>one<\/p>\n<ul>/)
  })
})
