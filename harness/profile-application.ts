/** Runs an application and tells where its time goes on the real machine. */
import type { ExecutionProfile } from '../emulator/machine/execution-profile.ts'
import { DEFAULT_UNIT, measureWork, type Work, type WorkOption, writtenTexts } from './profile/work.ts'
import { type RunOptions, type RunResult, runApplication } from './run-application.ts'

export interface ProfileOptions extends Omit<RunOptions, 'measure'> {
  /** What to count; tokens by default, where the program tells how many. */
  readonly per?: WorkOption
}

export interface ProfileResult extends RunResult {
  readonly profile: ExecutionProfile
  /** What the run did, where that is known. */
  readonly work?: Work
}

/** As `runApplication`: results and cycles are the same. */
export async function profileApplication(options: ProfileOptions): Promise<ProfileResult> {
  const { per = { unit: DEFAULT_UNIT }, ...runOptions } = options
  const result = await runApplication({ ...runOptions, measure: true })
  const { profile } = result.run
  if (profile === undefined) throw new Error('the run has no profile')
  const texts = writtenTexts(result.run.image, [options.application, ...(options.files ?? [])])
  const work = measureWork(per, profile, texts)
  return { ...result, profile, ...(work === undefined ? {} : { work }) }
}
