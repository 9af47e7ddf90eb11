/* An application that writes something else than the reference does. */
#include "file.h"

int main(void) {
    write_file("\poutput.txt", "Model: none\r\rOnce upon a time\r", 30);
    return 0;
}
