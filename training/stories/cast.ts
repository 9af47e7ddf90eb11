/** Who a story is about: a child or an animal with a name, or somebody known by what he or she is. */
import type { Random } from './random.ts'

export type Gender = 'he' | 'she'

export interface Character {
  readonly kind: 'child' | 'animal' | 'creature' | 'nameless'
  /** How the story calls the character: `Lily`, `the goblin`. */
  readonly name: string
  readonly noun: string
  readonly adjective: string
  readonly gender: Gender
}

const girls =
  'Lily Mia Anna Sue Emma Rose Lucy Zoe Ella Nora Ruby Kate Lola Amy Jane Molly Ivy Grace Alice Sarah Clara Eva Julia Nina Sophie Mary Tina Maya Olivia Hannah Iris June'.split(
    ' ',
  )
const boys =
  'Tom Ben Max Sam Tim Leo Jack Finn Nick Dan Jake Luke Bob Oscar Noah Peter Adam Fred Henry Will George Paul Mark Eric Victor Simon John Anton Theo Alex David Carl'.split(
    ' ',
  )
const animalNames: Readonly<Record<Gender, readonly string[]>> = {
  he: 'Pip Rex Buddy Spot Teddy Gus Toby Hugo Bruno Otto Milo Ziggy'.split(' '),
  she: 'Dot Coco Bella Daisy Tilly Penny Mimi Honey Lulu Poppy Kiki Fifi'.split(' '),
}
const animals =
  'fox rabbit bear mouse duck cat dog frog bird owl pig lamb pony turtle squirrel monkey elephant lion hen goat deer bee'.split(
    ' ',
  )
const creatures: readonly (readonly [string, Gender])[] = [
  ['goblin', 'he'],
  ['dragon', 'he'],
  ['robot', 'he'],
  ['giant', 'he'],
  ['king', 'he'],
  ['prince', 'he'],
  ['knight', 'he'],
  ['wizard', 'he'],
  ['fairy', 'she'],
  ['witch', 'she'],
  ['queen', 'she'],
  ['princess', 'she'],
  ['mermaid', 'she'],
]
const traits = 'little small kind brave happy curious shy clever quiet funny gentle lonely busy'.split(' ')
const looks = 'green red blue tiny big old young purple silver little friendly sleepy'.split(' ')

const withColour = new Set(['goblin', 'dragon', 'robot', 'giant', 'fairy', 'mermaid'])
const ofPeople = looks.filter((look) => !['green', 'red', 'blue', 'purple', 'silver'].includes(look))

export function castHero(random: Random): Character {
  const chance = random.next()
  const gender: Gender = random.next() < 0.5 ? 'he' : 'she'
  if (chance < 0.5) {
    const name = random.pick(gender === 'he' ? boys : girls)
    return { kind: 'child', name, noun: gender === 'he' ? 'boy' : 'girl', adjective: random.pick(traits), gender }
  }
  if (chance < 0.8) {
    const name = random.pick(animalNames[gender])
    return { kind: 'animal', name, noun: random.pick(animals), adjective: random.pick(traits), gender }
  }
  const [noun, ofKind] = random.pick(creatures)
  const adjective = random.pick(withColour.has(noun) ? looks : ofPeople)
  if (random.next() < 0.4)
    return { kind: 'creature', name: random.pick(animalNames[ofKind]), noun, adjective, gender: ofKind }
  return { kind: 'nameless', name: `the ${noun}`, noun, adjective, gender: ofKind }
}

/** A friend who cannot be mistaken for the hero. */
export function castFriend(hero: Character, random: Random): Character {
  for (;;) {
    const friend = castHero(random)
    if (friend.kind !== 'nameless' && friend.name !== hero.name && friend.noun !== hero.noun) return friend
  }
}

export interface Elder {
  readonly name: string
  readonly gender: Gender
}

export function castElder(hero: Character, random: Random): Elder {
  const his = hero.gender === 'he' ? 'his' : 'her'
  const family: Elder[] = [
    { name: `${his} mom`, gender: 'she' },
    { name: `${his} dad`, gender: 'he' },
    { name: `${his} grandma`, gender: 'she' },
    { name: `${his} grandpa`, gender: 'he' },
  ]
  const neighbours: Elder[] = [
    { name: 'the old woman', gender: 'she' },
    { name: 'the old man', gender: 'he' },
    { name: 'the baker', gender: 'he' },
    { name: 'the farmer', gender: 'he' },
  ]
  return random.pick(hero.kind === 'creature' || hero.kind === 'nameless' ? neighbours : family)
}
