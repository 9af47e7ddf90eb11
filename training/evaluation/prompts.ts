/** What the model card shows answers to; each with the seed and temperature that it is told at. */
export const prompts: readonly { readonly prompt: string; readonly temperature: number; readonly seed: number }[] = [
  { prompt: 'Once upon a time', temperature: 0, seed: 1 },
  { prompt: 'The green goblin', temperature: 0.8, seed: 1 },
  { prompt: 'In a small house near the sea, there lived', temperature: 0.8, seed: 1 },
  { prompt: 'Once there lived a shy robot.', temperature: 0.8, seed: 1 },
  { prompt: 'Lily was a brave girl. She had a red kite.', temperature: 0.8, seed: 1 },
  { prompt: 'There once was a sleepy dragon. One night, the dragon could not sleep.', temperature: 0.8, seed: 1 },
  { prompt: 'Tom was a boy. One day, it rained and rained.', temperature: 0.8, seed: 1 },
  {
    prompt: 'A little mouse named Pip lived on the farm. It was the birthday of his grandma.',
    temperature: 0.8,
    seed: 1,
  },
  { prompt: 'The queen wanted to learn to dance.', temperature: 0.8, seed: 1 },
  { prompt: 'One winter morning, a fox', temperature: 0.8, seed: 1 },
]
