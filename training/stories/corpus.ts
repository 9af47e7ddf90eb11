/** The texts to train on, and texts held out, none of whose plans is among those trained on. */
import { createRandom } from './random.ts'
import { makePlan, planKey, tellStory } from './story.ts'

export interface Corpus {
  readonly training: readonly string[]
  readonly heldOut: readonly string[]
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** One plan of this many is held out. */
const heldOutShare = 40

/** As many stories as make `bytes` bytes to train on. All are ASCII. */
export function makeCorpus(bytes: number, seed: number): Corpus {
  const random = createRandom(seed)
  const training: string[] = []
  const heldOut: string[] = []
  for (let size = 0; size < bytes; ) {
    const plan = makePlan(random)
    const story = tellStory(plan, random)
    if (hashOf(planKey(plan)) % heldOutShare === 0) {
      heldOut.push(story)
    } else {
      training.push(story)
      size += story.length
    }
  }
  return { training, heldOut }
}
