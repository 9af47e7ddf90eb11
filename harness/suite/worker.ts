/** The thread in which cases run, one after the other; run-suite.ts is at the other end. */
import { prepareHostEngine } from '../host-engine.ts'
import { runCase } from './run-case.ts'

prepareHostEngine()

export default runCase
