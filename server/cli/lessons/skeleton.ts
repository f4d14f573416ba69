/** A lesson to begin with: two programs, a prediction, an exercise; it lints and plays as it is. */
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

/** Files by path below the lesson. */
function filesOf(title: string): Readonly<Record<string, string>> {
  const first = '01-first-step'
  return {
    'lesson.yaml': `title: ${title}\nsummary: One sentence for the list of lessons.\nminutes: 5\ngoals: [Say what the learner can do afterwards.]\n`,
    [`${first}/README.md`]: `# The first step

[\`subscriber.py\`](subscriber.py) listens, and [\`publisher.py\`](publisher.py) sends. Press **Run all**.

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

/** Writes lesson `name` into `root`; a sentence when it cannot. */
export async function writeSkeleton(root: string, name: string): Promise<string | undefined> {
  if (!/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return `A lesson is named by its number and its words, as 07-patterns; ${name} is not.`
  const folder = path.join(root, name)
  const words = name.slice(3).replaceAll('-', ' ')
  try {
    await fs.mkdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return `${name} is there already.`
    throw error
  }
  for (const [file, text] of Object.entries(filesOf(words[0]?.toUpperCase() + words.slice(1)))) {
    await fs.mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await fs.writeFile(path.join(folder, file), text)
  }
  return undefined
}
