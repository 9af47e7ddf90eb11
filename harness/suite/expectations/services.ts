/** Which services the program must have called, and which not. */
import type { Evidence, Findings } from './evidence.ts'

export function checkServices({ definition, run }: Evidence, findings: Findings): void {
  const { called = [], notCalled = [] } = definition.expect
  const countOf = (name: string): number => run.services[name] ?? 0
  for (const name of called) {
    findings.assertions.push(`${name} is called`)
    if (countOf(name) === 0) findings.fail('service', `the program did not call ${name}`)
  }
  for (const name of notCalled) {
    findings.assertions.push(`${name} is not called`)
    const count = countOf(name)
    if (count > 0) findings.fail('service', `the program called ${name} ${count === 1 ? 'once' : `${count} times`}`)
  }
}
