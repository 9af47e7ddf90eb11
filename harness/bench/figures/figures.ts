/** What the machine takes beside the speed of its programs: one row a figure, and what it is to reach. */

export interface Figure {
  readonly name: string
  readonly what: string
  readonly unit: string
  readonly target: number
  /** Whether the target is the least or the most that the figure may be. */
  readonly bound: 'least' | 'most'
}

export const figures = [
  {
    name: 'launch',
    what: 'from the call that makes the machine to the first call of a service by the language model, in a process of its own',
    unit: 'ms',
    target: 100,
    bound: 'most',
  },
  {
    name: 'launch-large',
    what: 'the same for a code section of 1.4 MB of which one function is used, to its end',
    unit: 'ms',
    target: 100,
    bound: 'most',
  },
  {
    name: 'unused-code',
    what: 'how much of that section was translated',
    unit: '%',
    target: 0.1,
    bound: 'most',
  },
  {
    name: 'translation',
    what: 'PowerPC code translated, compiled by the engine and run once, of 1.4 MB in thousands of functions, once warm',
    unit: 'MB/s',
    target: 5,
    bound: 'least',
  },
  {
    name: 'translation-cold',
    what: 'the same in a process that has translated nothing yet',
    unit: 'MB/s',
    target: 1,
    bound: 'least',
  },
  {
    name: 'recompiled',
    what: 'functions translated anew when all are called again',
    unit: '',
    target: 0,
    bound: 'most',
  },
  {
    name: 'functions',
    what: 'functions translated in one machine',
    unit: '',
    target: 20_000,
    bound: 'least',
  },
  {
    name: 'memory',
    what: 'resident memory of a process at its peak: a machine of 32 MB that runs the language model',
    unit: 'MB',
    target: 250,
    bound: 'most',
  },
  {
    name: 'clock',
    what: 'what a program takes longer with its clock running than without one: median of four',
    unit: '%',
    target: 5,
    bound: 'most',
  },
  {
    name: 'caches',
    what: 'speed with simulated caches, where it is 1 without: median of four programs',
    unit: '',
    target: 0.25,
    bound: 'least',
  },
  {
    name: 'suite',
    what: '200 cases of 64 tokens of the language model, each on a machine of its own, two at a time',
    unit: 's',
    target: 60,
    bound: 'most',
  },
  {
    name: 'snapshot',
    what: 'taking a snapshot of a machine of 32 MB that runs the language model: median of those of a run',
    unit: 'ms',
    target: 20,
    bound: 'most',
  },
  { name: 'restore', what: 'going back to one of them', unit: 'ms', target: 20, bound: 'most' },
  {
    name: 'checks-null',
    what: 'what the language model takes under the check `null`, where it takes 1 without',
    unit: '',
    target: 1.5,
    bound: 'most',
  },
  { name: 'checks-nan', what: 'the same under `nan`', unit: '', target: 1.5, bound: 'most' },
  { name: 'checks-heap', what: 'the same under `heap`', unit: '', target: 4, bound: 'most' },
  { name: 'checks-uninit', what: 'the same under `uninit`', unit: '', target: 4, bound: 'most' },
  { name: 'checks-stack', what: 'the same under `stack`', unit: '', target: 4, bound: 'most' },
] as const satisfies readonly Figure[]

export type FigureName = (typeof figures)[number]['name']

export interface FigureResult extends Figure {
  readonly value: number
  readonly met: boolean
}

export const resultOf = (figure: Figure, value: number): FigureResult => ({
  ...figure,
  value,
  met: figure.bound === 'least' ? value >= figure.target : value <= figure.target,
})

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3))

export function figuresTable(results: readonly FigureResult[]): string {
  const lines = results.map(({ name, value, unit, bound, target, met }) => [
    name,
    `${shown(value)} ${unit}`.trimEnd(),
    `${bound === 'least' ? 'at least' : 'at most'} ${target}`,
    met ? 'met' : 'MISSED',
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map(([name, value, target, met]) =>
      [name!.padEnd(widths[0]!), value!.padStart(widths[1]!), target!.padEnd(widths[2]!), met].join('  '),
    )
    .join('\n')
    .concat('\n')
}
