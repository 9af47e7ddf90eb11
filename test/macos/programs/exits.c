/* Programs that end themselves, one for each way to. */

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static volatile int two = 2;
const char **volatile names;

int main(void)
{
#if defined(EXIT)
    exit(EXIT);
#elif defined(ABORT)
    abort();
#elif defined(MALLOC)
    /* More than the machine has, and nobody looks. */
    names = malloc(40000000);
    names[9999999] = "the last";
#elif defined(ASSERT)
    assert(two == 3);
#endif
    return two;
}
