import { defineCase } from 'bondi'

const numbers = [3, 1, 4, 1, 5, 9, 2, 6]
const average = numbers.reduce((sum, n) => sum + n, 0) / numbers.length

export default defineCase({
  description: 'A console program reads a file that the case brings with it',
  tags: ['console'],
  build: { sources: 'average.c' },
  file: { name: 'numbers.txt', text: numbers.join('\n') },
  expect: {
    notCalled: 'SysBeep',
    file: {
      name: 'average.txt',
      matches: `^The average of ${numbers.length} numbers is ${average.toFixed(3)}\\.$`,
      lacks: 'nan',
    },
  },
})
