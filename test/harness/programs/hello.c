/* Ends well, and leaves a file. */
#include "file.h"

int main(void) {
    write_file("\pout.txt", "one\rtwo\r", 8);
    return 0;
}
