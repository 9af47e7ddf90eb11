/** For `case.ts`: `export default defineCase({ ... })` has its keys checked as they are typed. */
import type { CaseInput } from './definition.ts'

export const defineCase = (input: CaseInput): CaseInput => input
