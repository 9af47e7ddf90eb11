/** Threads.h. */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, named, OSErrType, PtrType, SInt16, Size, UInt16, UInt32, varParam } from '../types.ts'
import { DEFAULT_STACK_BYTES, kNoThreadID, newStack, type ThreadState, threadState } from './thread.ts'

const ThreadID = named(UInt32, { 0: 'kNoThreadID', 1: 'kCurrentThreadID', 2: 'kApplicationThreadID' })
const StateType = named(UInt16, { 0: 'kReadyThreadState', 1: 'kStoppedThreadState', 2: 'kRunningThreadState' })
const ThreadStyle = named(UInt32, { 1: 'kCooperativeThread', 2: 'kPreemptiveThread' })

const kNewSuspend = 1
const kUsePremadeThread = 2
const kCreateIfNeeded = 4
const kExactMatchThread = 16

/** PowerPC programs have cooperative threads only. */
function expectCooperative(style: number): void {
  if (style !== 1) fail('paramErr')
}

function stackFor(mac: Mac, stackSize: number, options: number) {
  if ((options & kUsePremadeThread) === 0) return newStack(mac, stackSize)
  const stack = mac.threadManager.pool.take(stackSize, (options & kExactMatchThread) !== 0)
  if (stack !== undefined) return stack
  return (options & kCreateIfNeeded) === 0 ? fail('threadTooManyReqsErr') : newStack(mac, stackSize)
}

function setState(mac: Mac, id: number, state: number, suggested: number): void {
  const { threadManager } = mac
  const thread = threadManager.thread(id)
  if (state > threadState.running) fail('paramErr')
  if (thread === threadManager.current) {
    if (state !== threadState.running) threadManager.yield(mac, state as ThreadState, suggested)
  } else if (state === threadState.ready) threadManager.makeReady(thread)
  else if (state === threadState.stopped) threadManager.stop(thread)
  else fail('threadProtocolErr')
}

function endCritical({ threadManager }: Mac): void {
  if (threadManager.criticalDepth === 0) fail('threadProtocolErr')
  threadManager.criticalDepth--
}

const currentThread = toolbox({ currentThreadID: varParam(ThreadID) }, OSErrType, (mac, { currentThreadID }) => {
  currentThreadID.value = mac.threadManager.current.id
})

export const threadManagerServices: ServiceGroup = {
  manager: 'Thread Manager',
  library: 'InterfaceLib',
  book: 'Thread Manager Reference',
  services: {
    NewThread: toolbox(
      {
        threadStyle: ThreadStyle,
        threadEntry: PtrType,
        threadParam: PtrType,
        stackSize: Size,
        options: UInt32,
        threadResult: PtrType,
        threadMade: varParam(ThreadID),
      },
      OSErrType,
      (mac, { threadStyle, threadEntry, threadParam, stackSize, options, threadResult, threadMade }) => {
        threadMade.value = kNoThreadID
        expectCooperative(threadStyle)
        if (threadEntry === 0) fail('paramErr')
        const stack = stackFor(mac, stackSize, options)
        const isReady = (options & kNewSuspend) === 0
        threadMade.value = mac.threadManager.add(mac, stack, threadEntry, threadParam, threadResult, isReady).id
      },
    ),
    DisposeThread: toolbox(
      { threadToDump: ThreadID, threadResult: PtrType, recycleThread: BooleanType },
      OSErrType,
      (mac, { threadToDump, threadResult, recycleThread }) =>
        mac.threadManager.dispose(mac, mac.threadManager.thread(threadToDump), threadResult, recycleThread),
      { partial: 'a thread in a routine that the system has called cannot be disposed of: threadProtocolErr' },
    ),
    YieldToAnyThread: toolbox({}, OSErrType, (mac) => mac.threadManager.yield(mac, threadState.ready, kNoThreadID)),
    YieldToThread: toolbox({ suggestedThread: ThreadID }, OSErrType, (mac, { suggestedThread }) =>
      mac.threadManager.yield(mac, threadState.ready, suggestedThread),
    ),
    GetCurrentThread: currentThread,
    MacGetCurrentThread: currentThread,
    GetThreadState: toolbox(
      { threadToGet: ThreadID, threadState: varParam(StateType) },
      OSErrType,
      (mac, { threadToGet, threadState }) => {
        threadState.value = mac.threadManager.thread(threadToGet).state
      },
    ),
    SetThreadState: toolbox(
      { threadToSet: ThreadID, newState: StateType, suggestedThread: ThreadID },
      OSErrType,
      (mac, { threadToSet, newState, suggestedThread }) => setState(mac, threadToSet, newState, suggestedThread),
    ),
    SetThreadStateEndCritical: toolbox(
      { threadToSet: ThreadID, newState: StateType, suggestedThread: ThreadID },
      OSErrType,
      (mac, { threadToSet, newState, suggestedThread }) => {
        endCritical(mac)
        setState(mac, threadToSet, newState, suggestedThread)
      },
    ),
    ThreadBeginCritical: toolbox({}, OSErrType, ({ threadManager }) => {
      threadManager.criticalDepth++
    }),
    ThreadEndCritical: toolbox({}, OSErrType, (mac) => endCritical(mac)),
    CreateThreadPool: toolbox(
      { threadStyle: ThreadStyle, numToCreate: SInt16, stackSize: Size },
      OSErrType,
      (mac, { threadStyle, numToCreate, stackSize }) => {
        expectCooperative(threadStyle)
        mac.threadManager.pool.create(mac, numToCreate, stackSize)
      },
    ),
    GetFreeThreadCount: toolbox(
      { threadStyle: ThreadStyle, freeCount: varParam(SInt16) },
      OSErrType,
      (mac, { threadStyle, freeCount }) => {
        expectCooperative(threadStyle)
        freeCount.value = mac.threadManager.pool.count()
      },
    ),
    GetSpecificFreeThreadCount: toolbox(
      { threadStyle: ThreadStyle, stackSize: Size, freeCount: varParam(SInt16) },
      OSErrType,
      (mac, { threadStyle, stackSize, freeCount }) => {
        expectCooperative(threadStyle)
        freeCount.value = mac.threadManager.pool.count(stackSize === 0 ? DEFAULT_STACK_BYTES : stackSize)
      },
    ),
    GetDefaultThreadStackSize: toolbox(
      { threadStyle: ThreadStyle, stackSize: varParam(Size) },
      OSErrType,
      (_, { threadStyle, stackSize }) => {
        expectCooperative(threadStyle)
        stackSize.value = DEFAULT_STACK_BYTES
      },
    ),
    ThreadCurrentStackSpace: toolbox(
      { thread: ThreadID, freeStack: varParam(UInt32) },
      OSErrType,
      (mac, { thread: id, freeStack }) => {
        const { threadManager } = mac
        const thread = threadManager.thread(id)
        const stackPointer = thread === threadManager.current ? mac.cpu.state.gpr(1) : thread.stackPointer
        freeStack.value = stackPointer - (thread.stack?.start ?? mac.lowMemory.get('HeapEnd'))
      },
    ),
    SetThreadScheduler: toolbox({ threadScheduler: PtrType }, OSErrType, (mac, { threadScheduler }) => {
      mac.threadManager.schedulerProc = threadScheduler
    }),
    SetThreadSwitcher: toolbox(
      { thread: ThreadID, threadSwitcher: PtrType, switchProcParam: PtrType, inOrOut: BooleanType },
      OSErrType,
      (mac, { thread: id, threadSwitcher, switchProcParam, inOrOut }) => {
        const hook = threadSwitcher === 0 ? undefined : { proc: threadSwitcher, parameter: switchProcParam }
        mac.threadManager.thread(id)[inOrOut ? 'switchIn' : 'switchOut'] = hook
      },
    ),
    SetThreadTerminator: toolbox(
      { thread: ThreadID, threadTerminator: PtrType, terminationProcParam: PtrType },
      OSErrType,
      (mac, { thread, threadTerminator, terminationProcParam }) => {
        const hook = { proc: threadTerminator, parameter: terminationProcParam }
        mac.threadManager.thread(thread).terminator = threadTerminator === 0 ? undefined : hook
      },
      { partial: 'terminators of threads that are left when the program exits are not called' },
    ),
  },
}
