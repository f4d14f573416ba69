/** A lesson to begin with: two programs, a prediction, an exercise, a quiz; it lints and plays as it is. */
import fs from 'node:fs/promises'
import path from 'node:path'

const subscriber = `import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('news')

for message in pubsub.listen():
    if message['type'] == 'message':
        print('Received:', message['data'].decode())
        break
`

const publisher = (channel: string): string => `import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('received by', r.publish('${channel}', 'hello'))
`

const step = `# Completion in editors comes from lessons/schema/step.schema.json.
programs:
  subscriber: { file: subscriber.py }
  publisher:
    file: publisher.py
    start: { after: { subscribed: { channel: news, by: subscriber } } }
observe: 3s
expect:
  subscriber: ''
  publisher: received by 0
truths:
  nobody-hears-it: { lost: { by: publisher } }
predict:
  ask: Does the subscriber print the message?
  options:
    - text: Yes, and it ends.
      if: { ends: { of: subscriber } }
      why: It listens to another channel than the one that is published to.
    - text: No, it waits.
      if: { running: { of: subscriber } }
      why: The names of the two channels differ, so the message reaches nobody.
exercise:
  checks:
    it-arrives:
      say: The subscriber receives the message.
      delivered: { channel: news, to: subscriber }
  hints:
    other-channel:
      if: { lost: {} }
      say: The message was published, and 0 received it. Compare the names of the channels.
    nothing-sent:
      say: Nothing was published.
  wrong:
    sends-nothing: { fails: [it-arrives], hint: nothing-sent }
`

const first = '01-first-step'

const quiz = `questions:
  how-many:
    kind: run
    idea: The number that comes back # names it in the summary
    from: ${first} # the step that teaches it
    ask: Here the publisher's channel is \`news\`. Run it. By how many was the message received?
    program: publisher
    edits: [{ file: publisher.py, replace: nwes, by: news }]
    prints: received by 1 # npm run lessons plays the step and holds it against this
    part: received by (\\d+) # the group is what is asked for
    why: The subscriber had subscribed to \`news\` before it was sent.
    otherwise: The program prints the number.
    worked: [The two names are one channel now.]
    mistakes: [Counting the publisher as well.]
    check: Who had subscribed when it was sent?
`

/** What the skeleton's text links to. */
const TERM = 'subscriber'
const glossary = `# Glossary\n\n## ${TERM}\n\nA program that has asked Redis for the messages of a channel.\n`

/** Files by path below the lesson; `listener` is what its text calls the program that listens. */
function filesOf(title: string, listener: string): Readonly<Record<string, string>> {
  return {
    'lesson.yaml': `title: ${title}\nsummary: One sentence for the list of lessons.\nminutes: 5\ngoals: [Say what the learner can do afterwards.]\n`,
    'quiz.yaml': quiz,
    [`${first}/README.md`]: `# The first step

[\`subscriber.py\`](subscriber.py) is the ${listener}, and [\`publisher.py\`](publisher.py) sends. Press **Run all**.

## Your turn

Let the message arrive.
`,
    [`${first}/step.yaml`]: step,
    [`${first}/subscriber.py`]: subscriber,
    [`${first}/publisher.py`]: publisher('nwes'),
    [`${first}/solution/publisher.py`]: publisher('news'),
    [`${first}/wrong/sends-nothing/publisher.py`]: `print('received by nobody')\n`,
  }
}

/** Writes the course's glossary if it has none; what the skeleton calls its listener: a link where the term is known. */
async function nameListener(root: string): Promise<string> {
  const file = path.join(root, 'glossary.md')
  const known = await fs.readFile(file, 'utf8').catch(async (error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error
    await fs.writeFile(file, glossary)
    return glossary
  })
  const term = new RegExp(`^## ${TERM}$`, 'im')
  return term.test(known) ? `[${TERM}](../../glossary.md#${TERM})` : TERM
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Writes lesson `name` into `root`, which is made if it is not there; a sentence when it cannot. */
export async function writeSkeleton(root: string, name: string): Promise<string | undefined> {
  if (!/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return `A lesson is named by its number and its words, as 07-patterns; ${name} is not.`
  const folder = path.join(root, name)
  const words = name.slice(3).replaceAll('-', ' ')
  await fs.mkdir(root, { recursive: true })
  try {
    await fs.mkdir(folder)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return `${name} is there already.`
    throw error
  }
  const title = words[0]?.toUpperCase() + words.slice(1)
  for (const [file, text] of Object.entries(filesOf(title, await nameListener(root)))) {
    await fs.mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await fs.writeFile(path.join(folder, file), text)
  }
  return undefined
}
