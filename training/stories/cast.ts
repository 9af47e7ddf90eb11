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

/** Few and short enough that each becomes a token or two, which is what a small model can keep in mind through a story. */
export const names: Readonly<Record<Gender, readonly string[]>> = {
  he: 'Tom Ben Sam Tim Dan Bob Max Leo Rex Pip Gus Ted'.split(' '),
  she: 'Lily Mia Sue Amy Eva Meg Dot Kim Ann Ivy Lulu Pam'.split(' '),
}
export const animals =
  'fox rabbit bear mouse duck cat dog frog bird owl pig lamb pony turtle squirrel monkey elephant lion hen goat deer bee'.split(
    ' ',
  )
export const creatures: readonly (readonly [string, Gender])[] = [
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
    const name = random.pick(names[gender])
    return { kind: 'child', name, noun: gender === 'he' ? 'boy' : 'girl', adjective: random.pick(traits), gender }
  }
  if (chance < 0.8) {
    const name = random.pick(names[gender])
    return { kind: 'animal', name, noun: random.pick(animals), adjective: random.pick(traits), gender }
  }
  const [noun, ofKind] = random.pick(creatures)
  const adjective = random.pick(withColour.has(noun) ? looks : ofPeople)
  if (random.next() < 0.4)
    return { kind: 'creature', name: random.pick(names[ofKind]), noun, adjective, gender: ofKind }
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
