#include "memory.h"

#include "platform.h"

void *allocate(uint32_t size, uint32_t later, const char *purpose, Message *failure) {
    void *memory = platform_allocate(size);
    if (memory != NULL) {
        return memory;
    }
    uint32_t needed = size / 1024 + 1;
    uint32_t partition = platform_partition_for(size + later < size ? UINT32_MAX : size + later);
    if (partition == 0) {
        compose(failure, "There is not enough memory for %s, which needs %u KB.", purpose, needed);
    } else {
        compose(failure,
                "There is not enough memory for %s, which needs %u KB. Select this application in the Finder, choose Get Info, "
                "and set the Preferred Size of its memory to %u KB.",
                purpose, needed, partition);
    }
    return NULL;
}
