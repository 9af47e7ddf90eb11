/** Where stories happen, and the things in them. */

export interface Place {
  readonly name: string
  readonly at: string
  /** Where a thing can be lost there, and found. */
  readonly spots: readonly string[]
}

export const places: readonly Place[] = [
  {
    name: 'the park',
    at: 'in the park',
    spots: ['under a bench', 'behind a big tree', 'near the pond', 'in the tall grass'],
  },
  {
    name: 'the garden',
    at: 'in the garden',
    spots: ['under a bush', 'behind the roses', 'near the gate', 'in the tall grass'],
  },
  {
    name: 'the forest',
    at: 'in the forest',
    spots: ['under a leaf', 'behind a big tree', 'near an old log', 'in a hole'],
  },
  { name: 'the beach', at: 'at the beach', spots: ['under a shell', 'behind a rock', 'near the water', 'in the sand'] },
  { name: 'the farm', at: 'on the farm', spots: ['under the cart', 'behind the barn', 'near the gate', 'in the hay'] },
  {
    name: 'the hill',
    at: 'on the hill',
    spots: ['under a bush', 'behind a rock', 'near an old log', 'in the tall grass'],
  },
  {
    name: 'the river',
    at: 'by the river',
    spots: ['under the bridge', 'behind a rock', 'near the water', 'in the mud'],
  },
  { name: 'the lake', at: 'by the lake', spots: ['under a boat', 'behind a rock', 'near the water', 'in the sand'] },
  {
    name: 'the field',
    at: 'in the field',
    spots: ['under a bush', 'behind the fence', 'near an old log', 'in the tall grass'],
  },
  { name: 'the market', at: 'at the market', spots: ['under a table', 'behind a box', 'near the door', 'in a basket'] },
  {
    name: 'the village',
    at: 'in the village',
    spots: ['under a cart', 'behind the well', 'near the door', 'in a basket'],
  },
  { name: 'the yard', at: 'in the yard', spots: ['under a chair', 'behind the fence', 'near the gate', 'in the mud'] },
]

export interface Thing {
  readonly noun: string
  /** What one does with it. */
  readonly use: string
}

export const toys: readonly Thing[] = [
  { noun: 'ball', use: 'throw it' },
  { noun: 'kite', use: 'fly it' },
  { noun: 'boat', use: 'sail it' },
  { noun: 'doll', use: 'hug it' },
  { noun: 'drum', use: 'play it' },
  { noun: 'truck', use: 'push it' },
  { noun: 'train', use: 'push it' },
  { noun: 'balloon', use: 'hold it' },
  { noun: 'hat', use: 'wear it' },
  { noun: 'scarf', use: 'wear it' },
  { noun: 'book', use: 'read it' },
  { noun: 'bell', use: 'ring it' },
  { noun: 'cup', use: 'drink from it' },
  { noun: 'ring', use: 'wear it' },
  { noun: 'blanket', use: 'hold it' },
  { noun: 'flute', use: 'play it' },
]
/** What the wind can carry and a tree can catch. */
export const lightThings = ['kite', 'hat', 'scarf', 'balloon', 'ball']
export const colours = 'red blue green yellow pink white purple orange'.split(' ')
export const sizes = 'big small little shiny soft new old pretty'.split(' ')
export const fragileThings = 'cup plate vase lamp bowl clock'.split(' ')
export const treats = 'cake pie apple pear cookie sandwich bun carrot banana muffin'.split(' ')
export const bakes = ['cake', 'pie', 'muffin', 'tart']
export const ingredients = ['flour', 'milk', 'butter']
export const heavyThings = ['pumpkin', 'carrot', 'potato', 'melon']
export const plants = ['flower', 'pumpkin', 'tree', 'carrot', 'rose', 'bean']
export const finds = ['shell', 'stone', 'feather', 'coin', 'key', 'leaf', 'star', 'pearl']
export const smallAnimals = ['bird', 'kitten', 'puppy', 'bunny', 'mouse', 'duckling', 'hedgehog', 'lamb']
export const skills: readonly (readonly [string, string])[] = [
  ['swim', 'swam'],
  ['ride a bike', 'rode the bike'],
  ['dance', 'danced'],
  ['whistle', 'whistled'],
  ['skate', 'skated'],
  ['sing', 'sang'],
  ['jump rope', 'jumped rope'],
  ['paint', 'painted'],
  ['climb', 'climbed'],
  ['draw', 'drew'],
]
