/* Takes what memory it can get in one block, less some for the system, and writes to both of its ends. */
#include <Gestalt.h>
#include <MacMemory.h>
#include <Processes.h>

/* ApplScratch: 12 bytes of low memory that belong to the application. */
#define result ((volatile long *)0xa78)

int main(void) {
    Size grow;
    Size size;
    Ptr block;
    MaxApplZone();
    size = MaxMem(&grow) - 65536;
    block = NewPtr(size);
    result[0] = size;
    if (block) {
        block[0] = 1;
        block[size - 1] = 2;
        result[1] = block[0] + block[size - 1];
    }
    Gestalt('ram ', &result[2]);
    ExitToShell();
    return 0;
}
