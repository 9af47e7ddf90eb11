/** What the model card shows answers to; each with the seed and temperature that it is told at. The last is unlike any story's beginning. */
const atTemperature = (temperature: number, prompts: readonly string[]) =>
  prompts.map((prompt) => ({ prompt, temperature, seed: 1 }))

export const prompts = [
  ...atTemperature(0, ['Once upon a time, there was a boy', 'The green goblin']),
  ...atTemperature(0.8, [
    'Once upon a time',
    'In a small house near the sea, there lived',
    'Once there lived a shy robot.',
    'Lily was a brave girl. She had a red kite.',
    'There once was a sleepy dragon. He loved to sing songs.\nOne night, the dragon could not sleep.',
    'Tom was a kind boy. He loved to play outside.\nOne day, it rained and rained.',
    'The old wizard lived in a tall tower',
    'Ben had a friend named Dot. They found a shiny',
  ]),
]
