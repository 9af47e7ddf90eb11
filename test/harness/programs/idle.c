/* Waits for an event that nobody makes. */
#include <Events.h>

int main(void) {
    EventRecord event;
    while (!WaitNextEvent(mDownMask | keyDownMask, &event, 60, 0)) {
    }
    return 0;
}
