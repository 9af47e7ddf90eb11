/* A plug-in: no imports from libraries but the system's, an order of calls that the program can read, a termination routine that leaves a file. */

#include <CodeFragments.h>
#include <Files.h>

long plugCalls;
long plugState = 7;

OSErr plugInitialize(const CFragInitBlock *block)
{
    plugCalls = 100 + block->fragLocator.where;
    return noErr;
}

void plugTerminate(void)
{
    HCreate(0, 0, (ConstStr255Param)"\pplug ended", 'ttxt', 'TEXT');
}

long plugMain(long n) { return n + plugState++; }
