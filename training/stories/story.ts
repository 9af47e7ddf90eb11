/** A story: first its plan, which decides who and what it is about, then its words. */
import { type Character, castElder, castFriend, castHero, type Elder } from './cast.ts'
import { aboutDoing } from './plots/doing.ts'
import { aboutFeelings } from './plots/feelings.ts'
import { aboutOthers } from './plots/others.ts'
import type { Plot } from './plots/plot.ts'
import { aboutThings } from './plots/things.ts'
import { aboutTogether } from './plots/together.ts'
import { pools } from './pools.ts'
import type { Random } from './random.ts'
import { type Dictionary, expand } from './template.ts'
import * as world from './world.ts'

export const plots: readonly Plot[] = [
  ...aboutThings,
  ...aboutOthers,
  ...aboutDoing,
  ...aboutFeelings,
  ...aboutTogether,
]

export interface Plan {
  readonly plot: Plot
  readonly hero: Character
  readonly friend: Character
  readonly elder: Elder
  readonly place: world.Place
  /** The other words that the plot may use. */
  readonly words: Readonly<Record<string, string>>
}

export function makePlan(random: Random): Plan {
  const hero = castHero(random)
  const toy = random.pick(world.toys)
  const colour = random.pick(world.colours)
  const [skill, skillPast] = random.pick(world.skills)
  return {
    plot: random.pick(plots),
    hero,
    friend: castFriend(hero, random),
    elder: castElder(hero, random),
    place: random.pick(world.places),
    words: {
      thing: toy.noun,
      use: toy.use,
      colour,
      colourB: random.pick(world.colours.filter((other) => other !== colour)),
      size: random.pick(world.sizes),
      light: random.pick(world.lightThings),
      fragile: random.pick(world.fragileThings),
      treat: random.pick(world.treats),
      bake: random.pick(world.bakes),
      missing: random.pick(world.ingredients),
      heavy: random.pick(world.heavyThings),
      plant: random.pick(world.plants),
      find: random.pick(world.finds),
      pet: random.pick(world.smallAnimals),
      skill,
      skillPast,
    },
  }
}

/** What two stories have in common when they tell of the same: who does what with what, where. */
export function planKey({ plot, hero, friend, elder, place, words }: Plan): string {
  const people = [hero.name, hero.noun, hero.adjective, friend.name, friend.noun, friend.adjective, elder.name]
  return [plot.name, ...people, place.name, ...Object.values(words)].join('/')
}

const pronouns = {
  he: { subject: 'he', object: 'him', possessive: 'his' },
  she: { subject: 'she', object: 'her', possessive: 'her' },
}

function dictionaryOf({ hero, friend, elder, place, words }: Plan, random: Random): Dictionary {
  const of = { hero: pronouns[hero.gender], friend: pronouns[friend.gender], elder: pronouns[elder.gender] }
  const spotA = random.pick(place.spots)
  const spotB = random.pick(place.spots.filter((spot) => spot !== spotA))
  return {
    pools,
    words: {
      ...words,
      h: hero.name,
      shortName: hero.kind === 'nameless' ? `${hero.noun.charAt(0).toUpperCase()}${hero.noun.slice(1)}` : hero.name,
      noun: hero.noun,
      adjective: hero.adjective,
      he: of.hero.subject,
      him: of.hero.object,
      his: of.hero.possessive,
      f: friend.name,
      fShort: friend.name,
      fNoun: friend.noun,
      fAdjective: friend.adjective,
      fhe: of.friend.subject,
      fhim: of.friend.object,
      fhis: of.friend.possessive,
      g: elder.name,
      gMine: elder.name.replace(/^(his|her) /, 'my '),
      ghe: of.elder.subject,
      ghim: of.elder.object,
      ghis: of.elder.possessive,
      place: place.name,
      at: place.at,
      spotA,
      spotB,
    },
  }
}

const introductions: Readonly<Record<Character['kind'], readonly string[]>> = {
  child: [
    'once upon a time, there was {a|a $adjective|a little} $noun named $h.',
    'there once was a $adjective $noun named $h.',
    '$h was a $adjective $noun.',
    'once there lived a $adjective $noun. $His name was $h. $He lived in @home.',
    'in @home, there lived a $adjective $noun named $h.',
    'a $adjective $noun named $h lived in @home.',
  ],
  animal: [
    'once upon a time, there was {a|a $adjective|a little} $noun named $h.',
    'there once was a $adjective $noun named $h.',
    '$h was a $adjective $noun. $He lived in @den.',
    'once there lived a $adjective $noun. $His name was $h.',
    'in @den, there lived a $adjective $noun named $h.',
    'a $adjective $noun named $h lived in @den.',
  ],
  creature: [
    'once upon a time, there was {a|a $adjective|a little} $noun named $h.',
    'there once was a $adjective $noun named $h.',
    '$h was a $adjective $noun. $He lived in @castle.',
    'once there lived a $adjective $noun. $His name was $h.',
    'in @castle, there lived a $adjective $noun named $h.',
    'a $adjective $noun named $h lived in @castle.',
  ],
  nameless: [
    'once upon a time, there was a $adjective $noun.',
    'there was once a $adjective $noun who lived in @castle.',
    'once upon a time, there lived a $adjective $noun in @castle.',
    'the $adjective $noun {was very kind|lived in @castle|had a big heart}.',
    'there once was a $adjective $noun.',
    'in @castle, there lived a $adjective $noun.',
    'a $adjective $noun lived in @castle.',
  ],
}
const homes = {
  home: [
    'a {small|little|white} house {near the sea|by the river|by the forest|with a red door|on a hill}',
    'a {small|quiet|pretty} village {near the sea|by the river|by the forest}',
  ],
  den: [
    'a {small|warm|little} {house|den} {under a big tree|near the river|in the forest|on the farm}',
    'a {green|big|quiet} {forest|field|garden}',
  ],
  castle: [
    'a {tall|big|dark|white} {castle|tower|house} {on a hill|near the sea|in the forest}',
    'a {deep|dark|warm} cave {on a hill|near the sea|in the forest}',
  ],
}

const withArticles = (text: string) => text.replace(/\b([Aa]) (?=[aeiou])/g, '$1n ')

export function tellStory(plan: Plan, random: Random): string {
  const { words } = dictionaryOf(plan, random)
  const dictionary = { words, pools: { ...pools, ...homes } }
  const introduction = random.pick(introductions[plan.hero.kind])
  const [first = [], ...rest] = plan.plot.paragraphs
  return [[introduction, ...first], ...rest]
    .map((sentences) => withArticles(expand(sentences.join(' '), dictionary, random)))
    .join('\n')
}
