/* Programs that end themselves, one for each way to. */

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static volatile int two = 2;

int main(void)
{
#if defined(EXIT)
    exit(EXIT);
#elif defined(ABORT)
    abort();
#elif defined(ASSERT)
    assert(two == 3);
#endif
    return two;
}
