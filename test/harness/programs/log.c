/* Logs as the tests of Retro68 do: opens a file `out` that is there, appends, closes, flushes, for each line. */
#include <Files.h>
#include <Processes.h>

#define FAILED_TO_LOG 1

static int log_line(const char *text, long length) {
    HParamBlockRec block = {0};
    block.ioParam.ioNamePtr = (StringPtr) "\pout";
    block.ioParam.ioPermssn = fsRdWrPerm;
    if (PBHOpenSync(&block) != noErr) {
        return FAILED_TO_LOG;
    }
    block.ioParam.ioBuffer = (Ptr)text;
    block.ioParam.ioReqCount = length;
    block.ioParam.ioPosMode = fsFromLEOF;
    block.ioParam.ioPosOffset = 0;
    PBWriteSync((ParmBlkPtr)&block);
    PBCloseSync((ParmBlkPtr)&block);
    ParamBlockRec flush = {0};
    PBFlushVolSync(&flush);
    return 0;
}

int main(void) {
    if (log_line("One\n", 4) != 0 || log_line("Two\n", 4) != 0) {
        return FAILED_TO_LOG;
    }
#ifdef CRASHES
    *(volatile int *)0x40000000 = 0;
#endif
#ifdef HANGS
    for (;;) {
    }
#endif
    log_line("Three\n", 6);
    ExitToShell();
}
