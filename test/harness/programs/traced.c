/* Functions that call each other, and services, for a trace. */
#include <MacMemory.h>
#include <Processes.h>

static int __attribute__((noinline)) inner(int value)
{
    return value * 3;
}

static int __attribute__((noinline)) outer(int value)
{
    return inner(value) + inner(value + 1);
}

int main(void)
{
    Ptr block = NewPtr(100);
    *block = (char)outer(4);
    DisposePtr(block);
    ExitToShell();
    return 0;
}
