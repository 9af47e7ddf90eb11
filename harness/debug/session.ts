/**
 * A program under gdb: run, stopped, looked at, and run anew from its launch where gdb goes back in time. All of it in the program's thread,
 * which waits for gdb inside a call from translated code.
 */

import { codeSymbols } from '../../emulator/machine/debugger/code-symbols.ts'
import { Debugger, type DebuggerHost } from '../../emulator/machine/debugger/debugger.ts'
import { StopPoints } from '../../emulator/machine/debugger/points.ts'
import type { Position, Stop } from '../../emulator/machine/debugger/stop.ts'
import { type Goal, Travel, WINDOW_TIME } from '../../emulator/machine/debugger/travel.ts'
import type { Machine, RunResult } from '../../emulator/machine/machine.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { bootMachine, budgetsFor, describeMissing, exitOfOutcome, launchOn, type RunRequest } from '../machine/run.ts'
import type { FromProgram, PacketReceiver } from './link.ts'
import { toHex } from './packets.ts'
import { hexByte, signalOfEnd, stopReply } from './signals.ts'
import { answer, type Motion, type StubTarget } from './stub.ts'

/** What the program's end was, for gdb. */
interface End {
  readonly machine: Machine
  readonly debugger: Debugger
  readonly volume: HfsVolume
  readonly result: RunResult
}

export class Session {
  private readonly request: RunRequest
  private readonly link: PacketReceiver
  private readonly send: (message: FromProgram) => void
  private readonly points = new StopPoints()
  /** gdb waits for the answer to a motion. */
  private isAwaited = false
  private isDetached = false
  private isReady = false

  constructor(request: RunRequest, link: PacketReceiver, send: (message: FromProgram) => void) {
    this.request = request
    this.link = link
    this.send = send
  }

  /** To the end of the session. */
  run(): void {
    let goal: Goal | undefined = { kind: 'begin', stop: { kind: 'start' } }
    while (goal !== undefined) goal = this.runTowards(goal)
  }

  /** Runs the program from its launch; returns what it is to be run again for. */
  private runTowards(goal: Goal): Goal | undefined {
    const volume = HfsVolume.mount(this.request.image.slice())
    const host: DebuggerHost = {
      stopped: (stop) => this.stopped(machine, owner, stop),
      takeInterrupt: () => this.link.takeInterrupt(),
    }
    const owner = new Debugger(host, this.points, goal)
    const machine = bootMachine(this.request, volume, { debugger: owner })
    owner.attach(machine)
    const { missing } = launchOn(machine, this.request)
    if (!this.isReady) {
      this.send({ kind: 'ready', symbols: codeSymbols(machine), missing: missing.map(describeMissing) })
    }
    this.isReady = true
    machine.observers.onConsole = (text) => {
      if (!owner.isTravelling) this.send({ kind: 'console', text })
    }
    try {
      const result = machine.run(budgetsFor(this.request.budgets, performance.now()))
      return owner.travelledToEnd() ?? this.ended({ machine, debugger: owner, volume, result })
    } catch (error) {
      if (error instanceof Travel) return error.goal
      throw error
    }
  }

  private stopped(machine: Machine, owner: Debugger, stop: Stop): 'continue' | 'step' {
    const position = owner.position
    const text = stopReply(stop)
    const motion = this.serve(this.target(machine, owner, text, position.pc))
    if (motion === 'reverse-step' || motion === 'reverse-continue') throw new Travel(goalOf(motion, position))
    if (motion === 'detach') this.detach(owner)
    return motion === 'step' ? 'step' : 'continue'
  }

  private detach(owner: Debugger): void {
    this.isDetached = true
    this.points.breakpoints.clear()
    this.points.watchpoints = []
    owner.refresh()
  }

  /** A fault is a stop first, where all can be looked at; with an exit the program is gone. */
  private ended({ machine, debugger: owner, volume, result }: End): Goal | undefined {
    const { outcome } = result
    const signal = signalOfEnd(outcome.kind)
    if (signal !== undefined && !this.isDetached) {
      if (outcome.pc !== undefined) machine.cpu.state.pc = outcome.pc
      const position = owner.position
      this.tell(`${outcome.message}\n${causesOf(result)}`)
      const motion = this.serve(this.target(machine, owner, `T${signal}thread:1;`, position.pc))
      if (motion === 'reverse-step' || motion === 'reverse-continue') return goalOf(motion, position)
    }
    volume.flush()
    const reply = signal === undefined ? `W${hexByte(outcome.status ?? 0)}` : `X${signal}`
    this.send({
      kind: 'ended',
      run: { outcome: exitOfOutcome(outcome), message: outcome.message, image: volume.image },
      reply: this.isDetached ? undefined : reply,
    })
    return undefined
  }

  /** Answers gdb until the program is to move. */
  private serve(target: StubTarget): Motion {
    if (this.isAwaited) this.reply(target.stopReply)
    this.isAwaited = false
    for (;;) {
      const answered = answer(target, this.link.receive())
      if ('reply' in answered) {
        this.reply(answered.reply)
        continue
      }
      if (answered.motion === 'detach') this.reply('OK')
      else this.isAwaited = true
      return answered.motion
    }
  }

  private target(machine: Machine, owner: Debugger, text: string, pc: number): StubTarget {
    return {
      machine,
      debugger: owner,
      points: this.points,
      stopReply: text,
      pc,
      keepPicture: (path, picture) => this.send({ kind: 'picture', path, picture }),
      tell: (line) => this.tell(line),
    }
  }

  private reply(text: string): void {
    this.send({ kind: 'packet', text })
  }

  /** A packet that gdb prints while it waits for another. */
  private tell(text: string): void {
    this.reply(`O${toHex(new TextEncoder().encode(text))}`)
  }
}

const goalOf = (motion: 'reverse-step' | 'reverse-continue', position: Position): Goal =>
  motion === 'reverse-step'
    ? { kind: 'find-previous', position, window: WINDOW_TIME }
    : { kind: 'find-last-stop', position }

const causesOf = ({ report }: RunResult): string =>
  (report?.causes ?? []).map(({ sentence }) => `why: ${sentence}\n`).join('')
